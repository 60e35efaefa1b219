// Replaying one way, and predicates.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/checker/taken_transitions.hpp"

using namespace pagerace::checker;
using namespace pagerace::checker::testing;
using namespace pagerace::system::testing;
using pagerace::system::kNoRegister;
using pagerace::system::Opcode;
using pagerace::system::Register;
using Values = std::vector<Value>;

namespace {

class Recorder : public Observer {
 public:
  void mark(const pagerace::system::Mark& mark, std::span<const Value> registers) override {
    std::string text = "mark";
    for (Register r : mark.arguments) text += fmt::format(" {}", registers[r]);
    events.push_back(text);
  }
  void load(Cell cell, Value value, const pagerace::system::Access&) override {
    events.push_back(fmt::format("load {} = {}", cell, value));
  }
  void store(Cell cell, Value before, Value after, const pagerace::system::Access&) override {
    events.push_back(fmt::format("store {}: {} -> {}", cell, before, after));
  }
  void report(const pagerace::system::Failure& failure) override { events.push_back(failure.text); }
  void begin_thread(std::uint32_t instance) override { events.push_back(fmt::format("thread {}", instance)); }

  std::vector<std::string> events;
};

/// x is 1 or 2 at first; each thread adds a choice of 1 or 3, reports it, and must not reach 5.
Cell add_adders(Builder& builder) {
  const Cell x = builder.cell("x", {0, 20});
  CodeBuilder init = builder.init();
  init.store(x, init.choose(1, 2));
  CodeBuilder thread = builder.thread("t", 2);
  thread.mark();
  thread.yield();
  const Register amount = thread.choose(1, 3);
  thread.assume(thread.binary(Opcode::NotEqual, amount, thread.constant(2)));
  thread.mark({amount});
  const Register sum = thread.binary(Opcode::Add, thread.load(x), amount);
  thread.store(x, sum);
  thread.report(thread.binary(Opcode::Equal, amount, thread.constant(3)));
  thread.fail(thread.binary(Opcode::Equal, sum, thread.constant(5)));
  thread.end();
  return x;
}

}  // namespace

TEST_CASE("a start is replayed and told") {
  Builder builder;
  const Cell x = add_adders(builder);
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  Recorder recorder;
  const auto replayed = interpreter.replay_initial(Values{2}, recorder);
  REQUIRE(replayed.possible);
  CHECK(replayed.after == starts(system, interpreter).at(1).state);
  const std::vector<std::string> expected{fmt::format("store {}: 0 -> 2", x), "thread 0", "mark", "thread 1", "mark"};
  CHECK(recorder.events == expected);
}

TEST_CASE("a start or step with other choices is not possible") {
  Builder builder;
  add_adders(builder);
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  Recorder recorder;
  for (const Values& choices : {Values{}, Values{0}, Values{3}, Values{1, 1}}) {
    CHECK_FALSE(interpreter.replay_initial(choices, recorder).possible);
  }
  const TakenTransition start = starts(system, interpreter).at(0);
  for (const Values& choices : {Values{}, Values{2}, Values{4}, Values{1, 1}}) {
    CHECK_FALSE(interpreter.replay(start.state.data(), 0, choices, recorder).possible);
  }
  CHECK_FALSE(interpreter.replay(start.state.data(), 7, Values{1}, recorder).possible);
  const TakenTransition ended = steps(system, interpreter, start).at(0);
  CHECK_FALSE(interpreter.replay(ended.state.data(), 0, Values{1}, recorder).possible);
}

TEST_CASE("every step that is found can be replayed to the same end") {
  Builder builder;
  const Cell x = add_adders(builder);
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  int failures = 0;
  for (const TakenTransition& start : starts(system, interpreter)) {
    for (const TakenTransition& step : steps(system, interpreter, start)) {
      Recorder recorder;
      const auto replayed = interpreter.replay(start.state.data(), step.thread, step.choices, recorder);
      REQUIRE(replayed.possible);
      CHECK(replayed.failure == step.failure);
      CHECK(replayed.reports == step.reports);
      if (step.failure == nullptr) CHECK(replayed.after == step.state);
      failures += step.failure != nullptr ? 1 : 0;
      const Value before = value_of(system, start, x), amount = step.choices.at(0);
      std::vector<std::string> expected{fmt::format("mark {}", amount), fmt::format("load {} = {}", x, before),
                                        fmt::format("store {}: {} -> {}", x, before, before + amount)};
      if (amount == 3) expected.push_back("reported");
      CHECK(recorder.events == expected);
    }
  }
  CHECK(failures == 2);
}

TEST_CASE("a predicate reads the state and its inputs, also while steps are looked at") {
  Builder builder;
  const Cell x = add_adders(builder);
  CodeBuilder scratch = builder.thread("scratch");
  const Register input = scratch.temporary();
  const Register equal = scratch.binary(Opcode::Equal, scratch.load(x), input);
  pagerace::system::Predicate predicate;
  predicate.code = scratch.code();
  predicate.inputs = 1;
  predicate.result = equal;
  scratch.code() = {};
  scratch.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const TakenTransition start = starts(system, interpreter).at(0);
  CHECK(interpreter.holds(predicate, start.state.data(), Values{1}));
  CHECK_FALSE(interpreter.holds(predicate, start.state.data(), Values{2}));
  std::vector<bool> found;
  interpreter.successors(start.state.data(), [&](const Transition& transition) {
    found.push_back(interpreter.holds(predicate, transition.state, Values{2}));
  });
  CHECK(found == std::vector<bool>{true, false, true, false});
}

TEST_CASE("what cannot be evaluated is not true") {
  Builder builder;
  const Cell pages = builder.array("mem_map", 2, {0, 7}, 0, int_type(), "_refcount");
  const std::uint32_t table = builder.pointees(page_type(), pages, 2);
  CodeBuilder scratch = builder.thread("scratch");
  const Register input = scratch.temporary(page_pointer());
  scratch.check_pointer(input, table);
  const Register zero = scratch.unary(Opcode::LogicalNot, scratch.load(0, input));
  pagerace::system::Predicate predicate;
  predicate.code = scratch.code();
  predicate.inputs = 1;
  predicate.result = zero;
  scratch.code() = {};
  scratch.end();
  const auto& system = builder.finish();
  Interpreter interpreter(system);
  const TakenTransition start = starts(system, interpreter).at(0);
  CHECK(interpreter.holds(predicate, start.state.data(), Values{static_cast<Value>(pages)}));
  CHECK_FALSE(interpreter.holds(predicate, start.state.data(), Values{0}));
}
