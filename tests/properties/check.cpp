#include "properties/check.hpp"

#include <doctest/doctest.h>

#include "model/system/state.hpp"
#include "tests/properties/formulas.hpp"

namespace pagerace::properties {
namespace {

using checker::Outcome;
using checker::SearchOptions;
using checker::Stop;
using checker::Verdict;
using system::Check;
using system::FormulaKind;
using system::testing::Builder;
using system::testing::CodeBuilder;
using testing::add_property;
using testing::Cell;
using testing::clause;
using testing::equals;
using testing::negated;

/// A thread that stores 1, 2, ... `count` into x, one step each.
struct Counting {
  Builder builder;
  Cell x;
  explicit Counting(int count, bool ends = true) : x(builder.cell("x", {0, 7})) {
    CodeBuilder code = builder.thread("counter");
    for (int i = 1; i <= count; ++i) {
      code.yield();
      code.store(x, code.constant(i));
    }
    if (!ends) {
      code.yield();
      code.assume(code.constant(0));
    }
    code.end();
  }
};

Verdict only(const system::TransitionSystem& system, const SearchOptions& options = {}) {
  return check(system, options).result.verdicts.at(0);
}

Verdict built_in(const std::vector<Verdict>& verdicts, Check check) {
  return verdicts.at(verdicts.size() - system::kCheckNames.size() + static_cast<std::size_t>(check));
}

system::Value value_of(const system::TransitionSystem& system, const checker::Finding& finding, Cell cell) {
  return system::get(system, finding.state.data(), system.cell_storage[cell]);
}

TEST_CASE("always: the first state that is wrong is found, and the search goes on") {
  Counting counting(4);
  auto& system = counting.builder.finish();
  add_property(system, "low", {clause(FormulaKind::Always, negated(equals(counting.x, 2)))});
  const auto checked = check(system, {});
  const Verdict& verdict = checked.result.verdicts[0];
  CHECK(verdict.name == "low");
  CHECK(verdict.outcome == Outcome::Violated);
  REQUIRE(verdict.finding.has_value());
  CHECK(verdict.finding->depth == 2);
  CHECK(verdict.finding->clause == 0);
  CHECK(value_of(system, *verdict.finding, counting.x) == 2);
  CHECK(checked.result.states == 5);
  CHECK(checked.result.transitions == 4);
  CHECK(checked.result.depth == 4);
  CHECK(checked.result.stop == Stop::Complete);
}

TEST_CASE("always is checked in initial states as well") {
  Counting counting(1);
  auto& system = counting.builder.finish();
  add_property(system, "never_zero", {clause(FormulaKind::Always, negated(equals(counting.x, 0)))});
  const Verdict verdict = only(system);
  CHECK(verdict.outcome == Outcome::Violated);
  CHECK(verdict.finding->depth == 0);
}

TEST_CASE("at_end is checked in ends alone") {
  Counting counting(3);
  auto& system = counting.builder.finish();
  add_property(system, "three", {clause(FormulaKind::AtEnd, equals(counting.x, 3))});
  add_property(system, "two", {clause(FormulaKind::AtEnd, equals(counting.x, 2))});
  const auto verdicts = check(system, {}).result.verdicts;
  CHECK(verdicts[0].outcome == Outcome::Holds);
  CHECK(verdicts[1].outcome == Outcome::Violated);
  CHECK(verdicts[1].finding->depth == 3);
}

TEST_CASE("at_end without an end is vacuous, and not being able to end is a deadlock") {
  Counting counting(2, false);
  auto& system = counting.builder.finish();
  add_property(system, "end", {clause(FormulaKind::AtEnd, equals(counting.x, 2))});
  const auto verdicts = check(system, {}).result.verdicts;
  CHECK(verdicts[0].outcome == Outcome::Vacuous);
  CHECK_FALSE(verdicts[0].reason.empty());
  const Verdict deadlock = built_in(verdicts, Check::Deadlock);
  CHECK(deadlock.outcome == Outcome::Violated);
  CHECK(deadlock.finding->depth == 2);
  CHECK(deadlock.finding->failure == -1);
  CHECK(value_of(system, *deadlock.finding, counting.x) == 2);
}

TEST_CASE("a daemon that is blocked for ever is no deadlock, and ends do not wait for it") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 1});
  CodeBuilder daemon = builder.thread("daemon", 1, true);
  daemon.yield();
  daemon.assume(daemon.load(x));
  daemon.end();
  CodeBuilder code = builder.thread("t");
  code.yield();
  code.store(x, code.constant(0));
  code.end();
  auto& system = builder.finish();
  add_property(system, "zero", {clause(FormulaKind::AtEnd, equals(x, 0))});
  const auto verdicts = check(system, {}).result.verdicts;
  CHECK(verdicts[0].outcome == Outcome::Holds);
  CHECK(built_in(verdicts, Check::Deadlock).outcome == Outcome::Holds);
}

TEST_CASE("reachable holds with a witness, and is violated without one") {
  Counting counting(3);
  auto& system = counting.builder.finish();
  add_property(system, "two", {clause(FormulaKind::Reachable, equals(counting.x, 2))});
  add_property(system, "five", {clause(FormulaKind::Reachable, equals(counting.x, 5))});
  const auto verdicts = check(system, {}).result.verdicts;
  CHECK(verdicts[0].outcome == Outcome::Holds);
  CHECK(verdicts[0].finding->depth == 2);
  CHECK(verdicts[1].outcome == Outcome::Violated);
  CHECK_FALSE(verdicts[1].finding.has_value());
  CHECK(verdicts[1].reason.substr(0, 8) == "no state");
}

TEST_CASE("an incomplete search says only what it found") {
  Counting counting(4);
  auto& system = counting.builder.finish();
  const auto low = clause(FormulaKind::Always, negated(equals(counting.x, 7)));
  add_property(system, "true_everywhere", {low});
  add_property(system, "false_early", {clause(FormulaKind::Always, negated(equals(counting.x, 1)))});
  add_property(system, "met", {clause(FormulaKind::Reachable, equals(counting.x, 1))});
  add_property(system, "not_met", {clause(FormulaKind::Reachable, equals(counting.x, 6))});
  add_property(system, "met_and_more", {clause(FormulaKind::Reachable, equals(counting.x, 1)), low});
  SearchOptions options;
  options.max_depth = 2;
  const auto checked = check(system, options);
  const auto& verdicts = checked.result.verdicts;
  CHECK(checked.result.stop == Stop::MaxDepth);
  CHECK(verdicts[0].outcome == Outcome::Inconclusive);
  CHECK_FALSE(verdicts[0].reason.empty());
  CHECK(verdicts[1].outcome == Outcome::Violated);
  CHECK(verdicts[2].outcome == Outcome::Holds);
  CHECK(verdicts[3].outcome == Outcome::Inconclusive);
  CHECK(verdicts[4].outcome == Outcome::Inconclusive);
  for (std::size_t i = 5; i < verdicts.size(); ++i) CHECK(verdicts[i].outcome == Outcome::Inconclusive);
}

TEST_CASE("a left-hand side that is never true makes a property vacuous") {
  Counting counting(3);
  auto& system = counting.builder.finish();
  auto imply = clause(FormulaKind::Always, negated(equals(counting.x, 7)));
  imply.antecedents.push_back(equals(counting.x, 3));
  add_property(system, "met", {imply});
  imply.antecedents.push_back(equals(counting.x, 6));
  add_property(system, "one_is_not_met", {imply});
  const auto verdicts = check(system, {}).result.verdicts;
  CHECK(verdicts[0].outcome == Outcome::Holds);
  CHECK(verdicts[1].outcome == Outcome::Vacuous);
}

TEST_CASE("a property that says nothing is vacuous") {
  Counting counting(1);
  auto& system = counting.builder.finish();
  add_property(system, "empty", {});
  CHECK(only(system).outcome == Outcome::Vacuous);
}

/// A thread that evaluates an assert of a property, false or true, after a step; or never reaches it.
system::TransitionSystem& asserting(Builder& builder, bool reached, bool truth) {
  const Cell x = builder.cell("x", {0, 1});
  CodeBuilder code = builder.thread("t");
  code.yield();
  code.store(x, code.constant(1));
  code.yield();
  const auto skip = code.label();
  code.branch_zero(code.load(x), skip);
  const auto join = code.label();
  if (!reached) code.jump(join);
  const auto failure = code.report(code.constant(truth ? 0 : 1));
  code.bind(join);
  code.bind(skip);
  code.end();
  auto& system = builder.finish();
  add_property(system, "asserts", {});
  system.properties[0].assertions.push_back(failure);
  system.failures[failure].property = 0;
  return system;
}

TEST_CASE("asserts: false is a violation, true holds, not reached is vacuous") {
  Builder fails, holds, idle;
  auto& failing = asserting(fails, true, false);
  const auto checked = check(failing, {});
  const Verdict& verdict = checked.result.verdicts[0];
  CHECK(verdict.outcome == Outcome::Violated);
  CHECK(verdict.finding->depth == 2);
  REQUIRE(verdict.finding->step.has_value());
  CHECK(verdict.finding->failure == static_cast<int>(failing.properties[0].assertions[0]));
  CHECK(checked.result.states == 3);  // the step goes on
  CHECK(built_in(checked.result.verdicts, Check::WarnOn).outcome == Outcome::Holds);
  CHECK(only(asserting(holds, true, true)).outcome == Outcome::Holds);
  CHECK(only(asserting(idle, false, false)).outcome == Outcome::Vacuous);
}

TEST_CASE("a step that fails violates its check and is a transition to nowhere") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 1});
  CodeBuilder code = builder.thread("t");
  code.yield();
  code.store(x, code.constant(1));
  code.yield();
  code.fail(code.load(x), Check::BugOn);
  code.end();
  const auto& system = builder.finish();
  const auto checked = check(system, {});
  CHECK(checked.result.states == 2);
  CHECK(checked.result.transitions == 2);
  CHECK(checked.result.depth == 1);
  const Verdict verdict = built_in(checked.result.verdicts, Check::BugOn);
  CHECK(verdict.outcome == Outcome::Violated);
  CHECK(verdict.finding->depth == 2);
  CHECK(verdict.finding->failure >= 0);
  CHECK(value_of(system, *verdict.finding, x) == 1);  // the state it starts from
  CHECK(built_in(checked.result.verdicts, Check::Deadlock).outcome == Outcome::Holds);
}

TEST_CASE("a start that fails is found at depth 0, and the rest is not said to hold") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 1});
  CodeBuilder init = builder.init();
  init.store(x, init.choose(5, 5));
  CodeBuilder code = builder.thread("t");
  code.yield();
  code.store(x, code.constant(1));
  code.end();
  auto& system = builder.finish();
  add_property(system, "low", {clause(FormulaKind::Always, equals(x, 0))});
  const auto checked = check(system, {});
  CHECK(checked.result.states == 0);
  CHECK(checked.result.verdicts[0].outcome == Outcome::Vacuous);
  const Verdict verdict = built_in(checked.result.verdicts, Check::ValueRange);
  CHECK(verdict.outcome == Outcome::Violated);
  REQUIRE(verdict.finding->start.has_value());
  CHECK(*verdict.finding->start == std::vector<system::Value>{5});
  CHECK(verdict.finding->depth == 0);
}

TEST_CASE("without any start nothing holds") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 1});
  CodeBuilder init = builder.init();
  init.assume(init.constant(0));
  CodeBuilder code = builder.thread("t");
  code.yield();
  code.store(x, code.constant(1));
  code.end();
  auto& system = builder.finish();
  add_property(system, "low", {clause(FormulaKind::Always, equals(x, 0))});
  for (const Verdict& verdict : check(system, {}).result.verdicts) CHECK(verdict.outcome == Outcome::Vacuous);
}

TEST_CASE("stop_at_first ends at the first violation") {
  Counting counting(7);
  auto& system = counting.builder.finish();
  add_property(system, "never_two", {clause(FormulaKind::Always, negated(equals(counting.x, 2)))});
  add_property(system, "never_six", {clause(FormulaKind::Always, negated(equals(counting.x, 6)))});
  SearchOptions options;
  options.stop_at_first = true;
  const auto checked = check(system, options);
  CHECK(checked.result.stop == Stop::AllDecided);
  CHECK(checked.result.states == 3);
  CHECK(checked.result.verdicts[0].outcome == Outcome::Violated);
  CHECK(checked.result.verdicts[1].outcome == Outcome::Inconclusive);
}

TEST_CASE("verdicts come in order, with every built-in one") {
  Counting counting(1);
  auto& system = counting.builder.finish();
  add_property(system, "p", {});
  add_property(system, "q", {});
  const auto verdicts = check(system, {}).result.verdicts;
  REQUIRE(verdicts.size() == 2 + system::kCheckNames.size());
  CHECK(verdicts[0].name == "p");
  CHECK(verdicts[1].subject.property == 1);
  for (std::size_t i = 0; i < system::kCheckNames.size(); ++i) {
    CHECK(verdicts[2 + i].name == system::kCheckNames[i]);
    CHECK(verdicts[2 + i].subject.property == -1);
  }
}

TEST_CASE("running out of memory is a stop, not a crash") {
  Counting counting(7);
  SearchOptions options;
  options.memory = 100;
  const auto checked = check(counting.builder.finish(), options);
  CHECK(checked.result.stop == Stop::Memory);
  for (const Verdict& verdict : checked.result.verdicts) CHECK(verdict.outcome == Outcome::Inconclusive);
}

}  // namespace
}  // namespace pagerace::properties
