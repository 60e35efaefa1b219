#include "traces/render/columns.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "tests/traces/late_put.hpp"

namespace pagerace::traces {

using namespace test;

namespace {

/// The picture alone: between the first line and the verdict.
std::string picture(const Trace& trace, bool with_ghosts = false) {
  const std::string text = render_columns(trace, {with_ghosts, false, 72});
  const std::size_t begin = text.find("\n\n") + 2;
  return text.substr(begin, text.find("\n\n", begin) + 1 - begin);
}

}  // namespace

TEST_CASE("the example of the design reads as kernel developers draw it") {
  CHECK(render_columns(late_put(), {}) == R"(counterexample: 5 steps, 2 changes of thread

 compaction                                  driver
 ----------                                  ------
 get_page_unless_zero(page 0)
   _refcount 1 -> 2
                                             __SetPageOffline(page 0)
                                               page_type none -> offline
                                             page_ref_dec(page 0)
                                               _refcount 2 -> 1
 put_page(page 0)
   _refcount 1 -> 0
   __put_page(page 0)
     __free_one_page(page 0)
       page_type offline -> buddy | offline
                                   <== page 0: PageOffline and PageBuddy

 property offline_page_stays_out_of_buddy (examples/late-put.race:31) is
     violated:
   always (forall (page : mem_map) !(PageOffline(page) &&
       PageBuddy(page)))
   page = page 0
   PageOffline(page) && PageBuddy(page) is true
)");
}

TEST_CASE("a step that only reads shows its statement and what it read") {
  Trace trace = trace_of({"reader", "writer"});
  step(trace, 0, {statement("if (x == 1 && y == 2)"), load("x", "", "1")});
  step(trace, 0, {load("y", "", "2")});
  step(trace, 1, {statement("y = 3"), store("y", "", "2", "3")});
  trace.message = "too late";
  CHECK(picture(trace) == R"( reader                             writer
 ------                             ------
 if (x == 1 && y == 2)
   x == 1
   y == 2
                                    y 2 -> 3  <== too late
)");
}

TEST_CASE("a function that only reads shows its result") {
  Trace trace = trace_of({"reader"});
  step(trace, 0,
       {statement("if (PageOffline(page))"), enter("PageOffline", {"page 0"}), statement("return page->type & 2"),
        load("page 0", "type", "2"), leave("true")});
  trace.message = "m";
  CHECK(picture(trace) == " reader\n ------\n PageOffline(page 0) = true  <== m\n");
}

TEST_CASE("a call that other threads interrupt is named again") {
  Trace trace = trace_of({"a", "b"});
  step(trace, 0, {enter("take", {"page 0"}), store("page 0", "count", "0", "1")});
  step(trace, 1, {store("y", "", "0", "1")});
  step(trace, 0, {store("page 0", "owner", "0", "1"), leave()});
  trace.message = "m";
  CHECK(picture(trace) == R"( a                                  b
 -                                  -
 take(page 0)
   count 0 -> 1
                                    y 0 -> 1
 ... take(page 0)
   owner 0 -> 1                     <== m
)");
}

TEST_CASE("an object is named unless the call around it names it") {
  Trace trace = trace_of({"a"});
  step(trace, 0, {enter("take", {"page 1"}), store("page 10", "count", "0", "1"), store("zone", "free", "2", "1")});
  trace.message = "m";
  const std::string text = picture(trace);
  CHECK(text.find("  page 10: count 0 -> 1\n") != std::string::npos);
  CHECK(text.find("  zone.free 2 -> 1") != std::string::npos);
}

TEST_CASE("a call of the vocabulary is one line") {
  Trace trace = trace_of({"a"});
  Event locked = store("lock", "owner", "0", "1");
  locked.is_detail = true;
  locked.vocabulary = true;
  step(trace, 0, {enter("spin_lock", {"&lock"}, true), locked, leave()});
  step(trace, 0,
       {enter("atomic_inc", {"&users"}, true), load("users", "", "0"), store("users", "", "0", "1"), leave()});
  step(trace, 0, {enter("atomic_read", {"&users"}, true), load("users", "", "1"), leave("1")});
  trace.message = "m";
  CHECK(picture(trace).find("\n spin_lock(&lock)\n atomic_inc(&users): users 0 -> 1\n atomic_read(&users) = 1 ") !=
        std::string::npos);
}

TEST_CASE("ghost state and probes show only when asked for") {
  Trace trace = trace_of({"a"});
  Event probe = event(Event::Kind::Probe, "freed_once");
  probe.is_ghost = true;
  Event ghost = store("freed", "", "0", "1");
  ghost.is_ghost = true;
  Event report = event(Event::Kind::Report, "freed twice");
  step(trace, 0, {enter("free", {"page 0"}), probe, ghost, report});
  trace.message = "freed twice";
  CHECK(picture(trace) == " a\n -\n free(page 0)  <== freed twice\n");
  const std::string all = picture(trace, true);
  CHECK(all.find("probe of freed_once") != std::string::npos);
  CHECK(all.find("ghost freed 0 -> 1") != std::string::npos);
}

TEST_CASE("a deadlock shows where each thread waits") {
  Trace trace = trace_of({"a", "b", "idle"});
  Event locked = store("m", "owner", "0", "1");
  locked.is_detail = true;
  locked.vocabulary = true;
  step(trace, 0, {enter("mutex_lock", {"&m"}, true), locked, leave()});
  trace.property = "deadlock";
  trace.check = system::Check::Deadlock;
  trace.message = "no thread can move";
  trace.standing[0].pending = {statement("mutex_lock(&n)"), enter("mutex_lock", {"&n"}, true)};
  trace.standing[1].pending = {statement("mutex_lock(&m)"), enter("mutex_lock", {"&m"}, true)};
  trace.standing[2].is_daemon = true;
  const std::string text = picture(trace);
  CHECK(text.find("mutex_lock(&n)") != std::string::npos);
  CHECK(text.find("idle") == std::string::npos);
  std::size_t waits = 0;
  for (std::size_t at = text.find("<== waits"); at != std::string::npos; at = text.find("<== waits", at + 1)) waits++;
  CHECK(waits == 2);
}

TEST_CASE("lines stay within the width where the names allow") {
  Trace trace = trace_of({"first", "second", "third", "fourth"});
  for (std::uint32_t i = 0; i < 4; i++)
    step(trace, i, {enter("a_function_of_some_length", {"page 0"}), store("page 0", "_refcount", "0", "1"), leave()});
  trace.message = "something that goes wrong";
  std::istringstream lines(picture(trace));
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 72);
}

TEST_CASE("whatever a trace holds, the picture is printable ASCII") {
  Trace trace = trace_of({"a\033[2J"});
  step(trace, 0, {statement("x\xff\n"), load("\x01", "", "\x07")});
  trace.message = "\033";
  for (const char c : render_columns(trace, {})) CHECK((c == '\n' || (c >= ' ' && c <= '~')));
}

TEST_CASE("a trace without a step still tells its verdict") {
  Trace trace = trace_of({"a"});
  trace.property = "BUG_ON";
  trace.message = "BUG_ON(x)";
  trace.place = "a.race:3";
  CHECK(render_columns(trace, {}) ==
        "counterexample: 0 steps, 0 changes of thread\n\n before the first step\n\n BUG_ON (a.race:3): BUG_ON(x)\n");
}

}  // namespace pagerace::traces
