// When a reduction is switched off, and what a step touches.
#include "checker/step/savings.hpp"

#include <doctest/doctest.h>

#include "checker/execute/interpreter.hpp"
#include "checker/reduce/partial_order/analyse.hpp"
#include "tests/partial_order/compare.hpp"

namespace pagerace::partial_order_tests {
namespace {

using checker::partial_order::Mode;

TEST_CASE("a reduction stays on until enough is known") {
  Savings savings;
  savings.looks = 19'999;
  savings.guard_looks = 3'999;
  const Mode mode = still_paying({}, savings);
  CHECK(mode.is_on);
  CHECK(mode.uses_guards);
}

TEST_CASE("a reduction that saves less than it takes is switched off, and stays off") {
  Savings savings;
  savings.looks = 60'000;
  savings.tries = 30'000;
  savings.saved = 30'000;
  CHECK(still_paying({}, savings).is_on);
  savings.saved = 29'999;
  CHECK_FALSE(still_paying({}, savings).is_on);
  savings.saved = 90'000;
  CHECK_FALSE(still_paying({false, true}, savings).is_on);
}

TEST_CASE("guards are switched off by themselves") {
  Savings savings;
  savings.looks = 60'000;
  savings.saved = 60'000;
  savings.guard_looks = 16'000;
  savings.guard_singletons = 1'000;
  CHECK(still_paying({}, savings).uses_guards);
  savings.guard_singletons = 999;
  CHECK_FALSE(still_paying({}, savings).uses_guards);
  CHECK(still_paying({}, savings).is_on);
}

/// The footprint of a thread's step in the first state, as cells by name.
struct Touched {
  std::set<std::string> reads, writes;
};

Touched first_step(const std::string& text, std::uint32_t thread) {
  const Loaded loaded = load_text(text);
  REQUIRE_MESSAGE(loaded.system, loaded.errors);
  const system::TransitionSystem& system = *loaded.system;
  checker::Footprint footprint(static_cast<std::uint32_t>(system.cells.size()));
  checker::Interpreter engine(system);
  checker::Interpreter starter(system);
  starter.starts([&](const checker::Transition& transition) {
    engine.steps(
        transition.state, thread, [](const checker::Transition&) {}, footprint);
  });
  Touched touched;
  for (system::Cell cell = 1; cell < system.cells.size(); ++cell) {
    const Word bit = Word{1} << cell % 64;
    if ((footprint.reads()[cell / 64] & bit) != 0) touched.reads.insert(system.cells[cell].name());
    if ((footprint.writes()[cell / 64] & bit) != 0) touched.writes.insert(system.cells[cell].name());
  }
  return touched;
}

using Names = std::set<std::string>;

TEST_CASE("a footprint is that of the state at hand") {
  const std::string text =
      "bool offline, buddy;\ninit { offline = %; }\n"
      "thread t { atomic { if (!offline) buddy = true; } }\n"
      "thread other { offline = !offline; buddy = false; }\n";
  const auto with = [&text](const char* value) { return std::string(text).replace(text.find('%'), 1, value); };
  const Touched online = first_step(with("false"), 0), offline = first_step(with("true"), 0);
  CHECK(online.reads == Names{"offline"});
  CHECK(online.writes == Names{"buddy"});
  CHECK(offline.reads == Names{"offline"});
  CHECK(offline.writes.empty());
}

TEST_CASE("to store what is there already is to read") {
  const std::string text =
      "bool flag;\ninit { flag = true; }\nthread t { flag = true; }\nthread other { flag = false; }\n";
  CHECK(first_step(text, 0).reads == Names{"flag"});
  CHECK(first_step(text, 0).writes.empty());
  CHECK(first_step(text, 1).writes == Names{"flag"});
}

TEST_CASE("attempts that are blocked count") {
  const Touched touched = first_step(
      "bool go, hit;\nthread t { atomic { either { assume(go); hit = true; } or { hit = true; } } }\n"
      "thread other { go = true; hit = false; }\n",
      0);
  CHECK(touched.reads == Names{"go"});
  CHECK(touched.writes == Names{"hit"});
}

TEST_CASE("one thread has nobody to wait for") {
  const Loaded loaded = load_text("int x;\nthread t { x = 1; x = 2; }\n");
  REQUIRE(loaded.system);
  CHECK(checker::partial_order::analyse(*loaded.system).off == "there is only one thread");
}

}  // namespace
}  // namespace pagerace::partial_order_tests
