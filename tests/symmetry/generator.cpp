#include "tests/symmetry/generator.hpp"

namespace pagerace::checker::symmetry::test {

std::string Generator::program() {
  pages_ = 2 + chance_.below(2);
  threads_ = 2 + (percent(35) ? 1 : 0);
  std::string text = declarations();
  if (percent(50)) text += init();
  const std::string count = "[T]";
  const bool has_number = percent(60);
  text += thread(percent(15) ? "daemon thread w" + count : "thread w" + count, has_number);
  if (percent(20)) text += thread("thread v[T]", percent(50));
  if (percent(55)) text += driver();
  for (int i = 1 + chance_.below(2); i > 0; --i) text += property(i);
  return text;
}

std::string Generator::declarations() {
  std::string text = "const int P = " + std::to_string(pages_) + ";\nconst int T = " + std::to_string(threads_) + ";\n";
  text +=
      "struct page { int count __range(0, 2); bool flag; struct page *next; int owner __range(0, NR_THREADS); };\n"
      "struct page pages[P];\nstruct page *cursor;\nint victim __range(0, P - 1);\n"
      "spinlock_t lock;\nstruct rw_semaphore sem;\nbool wants[T];\nint turn __range(0, T - 1);\n"
      "struct page *held[T];\nbool done;\nunsigned int mask : T;\n";
  return text;
}

std::string Generator::init() {
  switch (chance_.below(6)) {
    case 0:
      return "init { cursor = any(pages); }\n";
    case 1:
      return "init { for (int i = 0; i < P; i++) pages[i].count = 1; }\n";
    case 2:
      return "init { pages[0].flag = true; }\n";
    case 3:
      return "init { for (int i = 0; i + 1 < P; i++) pages[i].next = &pages[i + 1]; }\n";
    case 4:
      return "init { turn = any(0 .. T - 1); victim = any(0 .. P - 1); }\n";
    default:
      return "init { cursor = &pages[0]; wants[0] = true; }\n";
  }
}

std::string Generator::thread(const std::string& head, bool has_number) {
  has_number_ = has_number;
  std::string text = head + (has_number ? "(int me) {\n" : " {\n");
  text += "\tstruct page *page = any(pages);\n";
  text += statements(1 + chance_.below(3), 0);
  return text + "}\n";
}

std::string Generator::driver() {
  has_number_ = false;
  std::string text = "thread driver {\n\tstruct page *page = any(pages);\n";
  text += percent(75) ? loop(0) : statements(1, 0);
  if (percent(25)) text += statements(1, 0);
  return text + "}\n";
}

std::string Generator::statements(int count, int depth) {
  std::string text;
  for (; count > 0; --count) text += "\t" + statement(depth) + "\n";
  return text;
}

std::string Generator::statement(int depth) {
  switch (chance_.below(depth < 2 ? 10 : 7)) {
    case 0:
    case 1:
      return on_page();
    case 2:
    case 3:
      return on_pointers();
    case 4:
    case 5:
      return on_thread();
    case 6:
      return "page = any(pages);";
    case 7:
      return "if (" + condition() + ") {\n" + statements(1, depth + 1) + "\t}";
    case 8: {
      if (in_atomic_) return on_page();
      in_atomic_ = true;
      std::string text = "atomic {\n" + statements(1 + chance_.below(3), depth + 1) + "\t}";
      in_atomic_ = false;
      return text;
    }
    default:
      return loop(depth + 1);
  }
}

std::string Generator::page() {
  if (!loop_counter_.empty() && percent(70)) return "pages[" + loop_counter_ + "]";
  if (percent(10)) return "pages[0]";
  if (percent(10)) return "pages[victim]";
  return "(*page)";
}

std::string Generator::on_page() {
  const std::string at = page();
  switch (chance_.below(6)) {
    case 0:
      return at + ".flag = " + chance_.pick({"true", "false", "!done"}) + ";";
    case 1:
      return "atomic { if (" + at + ".count < 2) " + at + ".count++; }";
    case 2:
      return "atomic { if (" + at + ".count) " + at + ".count--; }";
    case 3:
      return at + ".owner = " + chance_.pick({"self", "0", "self", "cursor ? 1 : self"}) + ";";
    case 4:
      return "if (" + at + ".owner == self) " + at + ".flag = true;";
    default:
      return "if (" + at + ".flag) " + at + ".count = 1;";
  }
}

std::string Generator::on_pointers() {
  switch (chance_.below(10)) {
    case 0:
      return "cursor = page;";
    case 1:
      return "atomic { if (cursor) page = cursor; }";
    case 2:
      return "page->next = cursor;";
    case 3:
      return "atomic { if (page->next) page = page->next; }";
    case 4:
      return "cursor = NULL;";
    case 5:
      return "victim = page - pages;";
    case 6:
      return "page = &pages[victim];";
    case 7:
      return "if (cursor == page) page->flag = true;";
    case 8:
      return has_number_ ? "held[me] = page;" : "page->next = page;";
    default:
      return percent(50) ? "if (page == &pages[0]) done = true;" : "if (page < cursor) done = true;";
  }
}

std::string Generator::on_thread() {
  switch (chance_.below(has_number_ ? 16 : 7)) {
    case 0:
      return in_atomic_ ? "done = true;" : "spin_lock(&lock); done = !done; spin_unlock(&lock);";
    case 1:
      return in_atomic_ ? "done = false;" : "down_read(&sem); page->flag = true; up_read(&sem);";
    case 2:
      return "if (spin_trylock(&lock)) { page->flag = !page->flag; spin_unlock(&lock); }";
    case 3:
      return "if (lock.owner == self) done = true;";
    case 4:
      return "assume(!page->flag || done || page->count == 0);";
    case 5:
      return "atomic { mask &= ~(1U << (any(0 .. T - 1))); }";
    case 6:
      return percent(50) ? "if (victim) done = true;" : "if (page - pages + 1 < P) page->flag = true;";
    case 7:
      return "wants[me] = true;";
    case 8:
      return "turn = me;";
    case 9:
      return "if (turn == me) wants[me] = false;";
    case 10:
      return "atomic { mask |= 1U << me; }";
    case 11:
      return "if (mask >> me & 1) page->flag = true;";
    case 12:
      return "if (held[me]) held[me]->flag = true;";
    case 13:
      return "turn = any(0 .. T - 1); if (wants[turn]) done = true;";
    case 14:
      return chance_.pick({"if (me) done = true;", "wants[T - 1 - me] = true;", "turn = (me + 1) % T;",
                           "if (me + turn == 1) done = true;"});
    default:
      return percent(60) ? "if (wants[turn]) turn = me;" : "if (me == 0) done = true;";
  }
}

std::string Generator::loop(int depth) {
  const std::string i = "i" + std::to_string(names_++);
  const std::string outer = loop_counter_;
  loop_counter_ = i;
  std::string body = statements(1 + chance_.below(2), depth + 1);
  std::string text;
  switch (chance_.below(5)) {
    case 0:
      text = "for (int " + i + " = P - 1; " + i + " >= 0; " + i + "--) {\n" + body + "\t}";
      break;
    case 1:
      text =
          "for (int " + i + " = 0; " + i + " < P; " + i + "++) {\n" + body + "\tif (pages[" + i + "].flag) break;\n\t}";
      break;
    case 2: {
      // It may begin again.
      const std::string again = "if (" + i + " == P && pages[0].count == 2 && done) { done = false; " + i + " = 0; }";
      text = "for (int " + i + " = 0; " + i + " < P; ) {\n" + body + "\t" + i + "++; " + again + "\n\t}";
      break;
    }
    default:
      text = "for (int " + i + " = 0; " + i + " < P; " + i + "++) {\n" + body + "\t}";
  }
  loop_counter_ = outer;
  return text;
}

std::string Generator::test_of(const std::string& at) {
  return chance_.pick({"", "!"}) + at + "->" + chance_.pick({"flag", "flag", "count == 1", "owner == 0", "next"});
}

std::string Generator::condition() {
  switch (chance_.below(6)) {
    case 0:
      return "exists (p : pages) " + test_of("p");
    case 1:
      return "forall (p : pages) " + test_of("p");
    case 2:
      return "exists (i : 0 .. P - 1) pages[i].flag && pages[i].count == 0";
    case 3:
      return "cursor && cursor->flag";
    case 4:
      return "page->count == 0";
    default:
      return "done";
  }
}

std::string Generator::property(int number) {
  std::string text = "property p" + std::to_string(number) + " {\n\t";
  switch (chance_.below(8)) {
    case 0:
      text += "always (forall (p : pages) " + test_of("p") + " || !p->flag)";
      break;
    case 1:
      text += "reachable (exists (p : pages) p == cursor && " + test_of("p") + ")";
      break;
    case 2:
      text += "at_end (forall (p : pages) exists (q : pages) p->next == q || !q->flag)";
      break;
    case 3:
      text += "always (pages[0].count == 0 || !pages[0].flag)";
      break;
    case 4:
      text += "always ((exists (p : pages) p->flag) imply done)";
      break;
    case 5:
      text += "reachable (exists (t : 0 .. T - 1) wants[t] && turn == t)";
      break;
    case 6:
      text += "at_end (!spin_is_locked(&lock) and !wants[T - 1])";
      break;
    default:
      text += "always (forall (p : pages) p->owner != 1 or not p->flag)";
  }
  return text + "\n}\n";
}

}  // namespace pagerace::checker::symmetry::test
