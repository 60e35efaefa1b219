#include "tests/partial_order/loose.hpp"

namespace pagerace::partial_order_tests {
namespace {

using random::Piece;

Piece line(std::string text) { return {std::move(text), {}, ""}; }

}  // namespace

/// Own ones four times out of five.
std::string LooseGenerator::variable() {
  const int owner = chance_.percent(80) ? self_ : chance_.below(threads_);
  return chance_.pick({"a", "b"}) + std::to_string(owner);
}

std::string LooseGenerator::condition() {
  if (chance_.percent(30)) return (chance_.percent(50) ? "!" : "") + flag();
  return variable() + (chance_.percent(70) ? " == " : " != ") + value();
}

Piece LooseGenerator::block(const std::string& head, int count, int depth, const std::string& tail) {
  return {head, statements(count, depth), tail};
}

std::vector<Piece> LooseGenerator::statements(int count, int depth) {
  std::vector<Piece> pieces;
  for (int i = 0; i < count; ++i) pieces.push_back(statement(depth));
  return pieces;
}

Piece LooseGenerator::simple() {
  switch (chance_.below(9)) {
    case 0:
    case 1:
    case 2:
      return line(variable() + " = " + value() + ";");
    case 3:
      return line(variable() + " = (" + variable() + " + 1) % 3;");
    case 4:
      return line(flag() + " = " + (chance_.percent(70) ? "true;" : "false;"));
    case 5:
      return line((chance_.percent(40) ? "BUG_ON(" : "WARN_ON(") + condition() + " && " + condition() + ");");
    case 6:
      return line("assume(" + condition() + ");");
    case 7:
      return line("note \"here\";");
    default:
      return paged();
  }
}

Piece LooseGenerator::paged() {
  if (chance_.percent(50)) {
    const std::string i = "i" + std::to_string(names_++);
    return line("for (int " + i + " = 0; " + i + " < 2; " + i + "++) items[" + i + "].mark = " + flag() + ";");
  }
  const std::string p = "p" + std::to_string(names_++);
  const std::string use = chance_.percent(50) ? p + "->count = " + value() + ";"
                                              : "if (" + p + "->mark) " + variable() + " = " + value() + ";";
  return {"{ struct item *" + p + " = any(items);", {line(use), line(p + "->count = " + value() + ";")}, "}"};
}

Piece LooseGenerator::locked(int depth) {
  const std::string lock = chance_.pick({"&lock", "&items[0].lock", "&items[1].lock"});
  const int kind = chance_.below(10);
  if (kind == 0) return line("spin_lock_init(" + lock + ");");
  Piece section = block(kind < 4 ? "if (spin_trylock(" + lock + ")) {" : "spin_lock(" + lock + "); {", 2, depth + 1);
  section.parts.push_back(line("spin_unlock(" + lock + ");"));
  return section;
}

Piece LooseGenerator::looping(int depth) {
  if (chance_.percent(50)) return block("while (!" + flag() + ") {", 1, depth + 1);
  const std::string n = "n" + std::to_string(names_++);
  return block("for (int " + n + " = 0; " + n + " < 2; " + n + "++) {", 2, depth + 1);
}

Piece LooseGenerator::choosing(int depth) {
  if (chance_.percent(40))
    return {"if (" + condition() + ") {", statements(1, depth + 1), "} else { " + variable() + " = 0; }"};
  if (atomic_ || chance_.percent(50)) return {"either {", statements(1, depth + 1), "} or { " + variable() + " = 1; }"};
  atomic_ = true;
  Piece choice{"atomic { either { assume(" + condition() + ");", statements(1, depth + 1),
               "} or { " + variable() + " = 2; } }"};
  atomic_ = false;
  return choice;
}

Piece LooseGenerator::statement(int depth) {
  if (depth > 2 || chance_.percent(60)) return simple();
  const int kind = chance_.below(6);
  if (kind == 0 && !atomic_) {
    atomic_ = true;
    Piece whole = block("atomic {", 2, depth + 1);
    atomic_ = false;
    return whole;
  }
  if (kind == 1 && !atomic_) return looping(depth);
  if (kind < 4 && !atomic_) return locked(depth);
  return choosing(depth);
}

Piece LooseGenerator::thread(int number) {
  self_ = number;
  const std::string name = "t" + std::to_string(number);
  if (number > 0 && chance_.percent(25))
    return block("daemon thread " + name + " { for (;;) {", 1 + chance_.below(3), 0, "} }");
  return block((chance_.percent(15) ? "daemon thread " : "thread ") + name + " {", 2 + chance_.below(4), 0);
}

std::string LooseGenerator::formula() {
  self_ = chance_.below(threads_);
  const std::string left = condition();
  self_ = chance_.below(threads_);
  return left + chance_.pick({" and ", " or ", " imply "}) + condition();
}

Piece LooseGenerator::program() {
  threads_ = 2 + chance_.below(2);
  Piece program;
  program.parts.push_back(line("struct item { int count __range(0, 2); bool mark; spinlock_t lock; };"));
  program.parts.push_back(line("struct item items[2];"));
  program.parts.push_back(line("bool go, stop;"));
  program.parts.push_back(line("spinlock_t lock;"));
  for (int i = 0; i < threads_; ++i) {
    for (const char* const stem : {"a", "b"}) {
      program.parts.push_back(line("int " + (stem + std::to_string(i)) + " __range(0, 2);"));
    }
  }
  for (int i = 0; i < threads_; ++i) program.parts.push_back(thread(i));
  for (const char* const kind : {"always", "reachable", "at_end"}) {
    if (chance_.percent(60)) {
      program.parts.push_back(line("property p" + std::to_string(names_++) + " { " + kind + " (" + formula() + ") }"));
    }
  }
  return program;
}

}  // namespace pagerace::partial_order_tests
