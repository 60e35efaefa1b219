// Steps, choices, failures and ends.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/checker/taken_transitions.hpp"

using namespace pagerace::checker;
using namespace pagerace::checker::testing;
using namespace pagerace::system::testing;
using pagerace::system::kNoRegister;
using pagerace::system::Opcode;
using pagerace::system::Register;
using Values = std::vector<Value>;

TEST_CASE("every thread steps, in order, and an ended one does not") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t", 3);
  thread.yield();
  const Register number = thread.temporary();
  thread.emit({.op = Opcode::Instance, .dst = number});
  thread.store(x, number);
  thread.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const TakenTransition start = starts(system, interpreter).at(0);
  const auto first = steps(system, interpreter, start);
  REQUIRE(first.size() == 3);
  for (std::uint32_t i = 0; i < 3; ++i) {
    CHECK(first[i].thread == i);
    CHECK(value_of(system, first[i], x) == i);
    CHECK(interpreter.at_end(first[i].state.data(), i));
    CHECK_FALSE(interpreter.at_end(first[i].state.data(), (i + 1) % 3));
  }
  const auto second = steps(system, interpreter, first[1]);
  REQUIRE(second.size() == 2);
  CHECK(second[0].thread == 0);
  CHECK(second[1].thread == 2);
  const auto third = steps(system, interpreter, second[1]);
  CHECK(interpreter.all_done(steps(system, interpreter, second[1]).at(0).state.data()));
  CHECK_FALSE(interpreter.all_done(second[1].state.data()));
  CHECK(steps(system, interpreter, third.at(0)).empty());
}

TEST_CASE("a daemon need not finish") {
  Builder builder;
  builder.thread("t").end();
  CodeBuilder daemon = builder.thread("d", 1, true);
  daemon.yield();
  daemon.assume(daemon.constant(0));
  daemon.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const TakenTransition start = starts(system, interpreter).at(0);
  CHECK(interpreter.all_done(start.state.data()));
  CHECK(steps(system, interpreter, start).empty());
}

TEST_CASE("choices ascend, the last one fastest, and a blocked way is none") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 100});
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  const Register a = thread.choose(1, 2), b = thread.choose(5, 7);
  thread.assume(thread.binary(Opcode::NotEqual, b, thread.constant(6)));
  thread.store(x, thread.binary(Opcode::Add, thread.binary(Opcode::Multiply, a, thread.constant(10)), b));
  thread.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const auto taken = steps(system, interpreter, starts(system, interpreter).at(0));
  REQUIRE(taken.size() == 4);
  const std::vector<Values> choices{{1, 5}, {1, 7}, {2, 5}, {2, 7}};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(taken[i].choices == choices[i]);
    CHECK(value_of(system, taken[i], x) == choices[i][0] * 10 + choices[i][1]);
  }
}

TEST_CASE("a choice from nothing blocks") {
  Builder builder;
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  thread.choose(2, 1);
  thread.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  CHECK(steps(system, interpreter, starts(system, interpreter).at(0)).empty());
}

TEST_CASE("each choice of init and of the beginnings makes a start") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 9}), kept = builder.array("kept", 2, {0, 99});
  CodeBuilder init = builder.init();
  init.store(x, init.choose(3, 4));
  CodeBuilder thread = builder.thread("t", 2);
  const Register own = thread.binary(Opcode::Add, thread.choose(0, 1), thread.load(x));
  thread.yield();
  const Register number = thread.temporary();
  thread.emit({.op = Opcode::Instance, .dst = number});
  thread.store(kept, own, number);
  thread.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const auto taken = starts(system, interpreter);
  REQUIRE(taken.size() == 8);
  CHECK(taken[1].choices == Values{3, 0, 1});
  CHECK(taken[6].choices == Values{4, 1, 0});
  CHECK(value_of(system, steps(system, interpreter, taken[6]).at(0), kept) == 5);
  CHECK(value_of(system, steps(system, interpreter, taken[6]).at(1), kept + 1) == 4);
  CHECK(std::is_sorted(taken.begin(), taken.end(), [](const TakenTransition& left, const TakenTransition& right) {
    return left.choices < right.choices;
  }));
}

TEST_CASE("what a thread does not need any more is zero") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  const Register value = thread.choose(0, 7);
  thread.yield();
  thread.store(x, thread.binary(Opcode::BitAnd, value, thread.constant(0)));
  thread.yield();
  thread.store(x, thread.constant(1));
  thread.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const auto chosen = steps(system, interpreter, starts(system, interpreter).at(0));
  REQUIRE(chosen.size() == 8);
  CHECK(chosen[3].state != chosen[5].state);
  CHECK(steps(system, interpreter, chosen[3]).at(0).state == steps(system, interpreter, chosen[5]).at(0).state);
}

TEST_CASE("a store outside of the range fails, and says where") {
  Builder builder;
  const Cell pages = builder.array("mem_map", 2, {0, 7}, 0, int_type(), "_refcount");
  const Cell plain = builder.cell("limit", {-2, 2});
  builder.pointees(page_type(), pages, 2);
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  const Register one = thread.constant(1);
  thread.store(pages, thread.binary(Opcode::Subtract, thread.load(pages), one), one);
  thread.end();
  CodeBuilder other = builder.thread("u");
  other.yield();
  other.store(plain, other.choose(1, 3));
  other.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const TakenTransition start = starts(system, interpreter).at(0);
  const auto taken = steps(system, interpreter, start);
  REQUIRE(taken.size() == 4);
  REQUIRE(taken[0].failure != nullptr);
  CHECK(taken[0].failure->check == Check::ValueRange);
  CHECK(taken[0].failure->text == "_refcount of page 1 would become -1, outside 0 .. 7");
  CHECK(taken[1].failure == nullptr);
  REQUIRE(taken[3].failure != nullptr);
  CHECK(taken[3].choices == Values{3});
  CHECK(taken[3].failure->text == "limit would become 3, outside -2 .. 2");
  CHECK(steps(system, interpreter, start)[3].failure == taken[3].failure);
}

TEST_CASE("a report goes on, a failure does not, each report counts once") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  const Register value = thread.choose(0, 2);
  const std::uint32_t first = thread.report(value), never = thread.report(thread.constant(0));
  const Register i = thread.temporary();
  thread.set(i, 2);
  const auto again = thread.label(), out = thread.label();
  thread.bind(again);
  thread.branch_zero(i, out);
  const std::uint32_t repeated = thread.report(value);
  thread.move(i, thread.binary(Opcode::Subtract, i, thread.constant(1)));
  thread.jump(again);
  thread.bind(out);
  thread.fail(thread.binary(Opcode::Equal, value, thread.constant(2)), Check::BugOn);
  thread.store(x, value);
  thread.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  CHECK(interpreter.coverage().failures[first] == 0);
  const auto taken = steps(system, interpreter, starts(system, interpreter).at(0));
  REQUIRE(taken.size() == 3);
  CHECK(taken[0].reports.empty());
  CHECK(taken[1].reports == std::vector<std::uint32_t>{first, repeated});
  CHECK(taken[1].failure == nullptr);
  CHECK(value_of(system, taken[1], x) == 1);
  REQUIRE(taken[2].failure != nullptr);
  CHECK(taken[2].failure->check == Check::BugOn);
  CHECK(taken[2].reports.size() == 2);
  CHECK(interpreter.coverage().failures[never] == 1);
}

TEST_CASE("a failure in the start is told") {
  Builder builder;
  CodeBuilder init = builder.init();
  init.fail(init.choose(0, 1));
  builder.thread("t").end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const auto taken = starts(system, interpreter);
  REQUIRE(taken.size() == 2);
  CHECK(taken[0].failure == nullptr);
  CHECK(taken[1].failure != nullptr);
  CHECK(taken[1].choices == Values{1});
}

TEST_CASE("a step that does not end fails") {
  Builder builder;
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  const auto again = thread.label();
  thread.bind(again);
  thread.jump(again);
  thread.resolve_labels();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const auto taken = steps(system, interpreter, starts(system, interpreter).at(0));
  REQUIRE(taken.size() == 1);
  REQUIRE(taken[0].failure != nullptr);
  CHECK(taken[0].failure->check == Check::EndlessLoop);
}

TEST_CASE("a value that the layout has no room for is a fault of ours") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 7});
  CodeBuilder thread = builder.thread("t");
  thread.yield();
  thread.store(x, thread.choose(0, 7));
  thread.end();
  auto& system = builder.finish();
  system.cell_storage[x].width = 1;
  Interpreter interpreter(system);
  CHECK_THROWS_AS(steps(system, interpreter, starts(system, interpreter).at(0)), std::logic_error);
}
