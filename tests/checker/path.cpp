#include "checker/search/path.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "model/system/state.hpp"
#include "tests/system/builder.hpp"

namespace pagerace::checker {
namespace {

using system::Cell;
using system::Opcode;
using system::testing::Builder;
using system::testing::CodeBuilder;

/// A plain search, one level at a time, up to the first step that fails or the first state in which a cell has a value.
class Finder {
 public:
  Finder(const system::TransitionSystem& system, Cell cell, Value value)
      : system_(system), cell_(cell), value_(value), log_(system.words, std::make_shared<Budget>()) {}

  const Finding& run() {
    log_.add_strand();
    Interpreter interpreter(system_);
    interpreter.starts([&](const Transition& transition) { arrive(transition.state); });
    while (!is_done_ && !next_.empty()) {
      log_.end_level();
      ++finding_.depth;
      for (const auto& state : std::exchange(next_, {})) {
        interpreter.successors(state.data(), [&](const Transition& transition) {
          if (is_done_) return;
          if (transition.failure == kNoFailure) return arrive(transition.state);
          note(state.data());
          finding_.step = step_of(transition);
        });
      }
    }
    REQUIRE(is_done_);
    return finding_;
  }

  const LevelLog& log() const { return log_; }

 private:
  void arrive(const Word* state) {
    if (!seen_.insert({state, state + system_.words}).second) return;
    next_.emplace_back(state, state + system_.words);
    if (room_.begin == room_.end) room_ = log_.more(0, room_.begin);
    room_.begin = std::copy_n(state, system_.words, room_.begin);
    log_.written(0, room_.begin);
    if (is_done_ || cell_ == 0 || system::get(system_, state, system_.cell_storage[cell_]) != value_) return;
    note(state);
  }
  void note(const Word* state) {
    is_done_ = true;
    finding_.state.assign(state, state + system_.words);
  }

  const system::TransitionSystem& system_;
  Cell cell_;
  Value value_;
  LevelLog log_;
  LevelLog::Room room_;
  std::set<std::vector<Word>> seen_;
  std::vector<std::vector<Word>> next_;
  Finding finding_;
  bool is_done_ = false;
};

Path find(const system::TransitionSystem& system, Cell cell, Value value, Finding* finding = nullptr) {
  Finder finder(system, cell, value);
  const Finding& found = finder.run();
  if (finding != nullptr) *finding = found;
  return rebuild_path(system, finder.log(), found);
}

std::vector<std::uint32_t> threads_of(const Path& path) {
  std::vector<std::uint32_t> threads;
  for (const Step& step : path.steps) threads.push_back(step.instance);
  return threads;
}

/// A thread that counts its own variable up to `count`, one step each.
Cell add_counter(Builder& builder, const std::string& name, int count) {
  const Cell cell = builder.cell(name, {0, 7});
  CodeBuilder code = builder.thread(name);
  for (int i = 1; i <= count; ++i) {
    code.yield();
    code.store(cell, code.constant(i));
  }
  code.end();
  return cell;
}

/// Fails once the two counters are at 3: its only step is enabled then.
void add_checker(Builder& builder, Cell a, Cell b) {
  CodeBuilder code = builder.thread("checker");
  code.yield();
  code.assume(code.binary(Opcode::Equal, code.load(a), code.constant(3)));
  code.assume(code.binary(Opcode::Equal, code.load(b), code.constant(3)));
  code.fail(system::kNoRegister);
  code.end();
}

TEST_CASE("of all shortest ways it is the one with the fewest changes of thread") {
  Builder builder;
  const Cell a = add_counter(builder, "a", 3);
  const Cell b = add_counter(builder, "b", 3);
  add_checker(builder, a, b);
  const Path path = find(builder.finish(), 0, 0);
  CHECK(threads_of(path) == std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1, 2});
}

TEST_CASE("the thread whose step fails counts as well") {
  // b itself fails after its steps, so it should come last although it is not the first to move.
  Builder builder;
  const Cell a = builder.cell("a", {0, 7});
  CodeBuilder second = builder.thread("fails");
  for (int i = 0; i < 2; ++i) {
    second.yield();
  }
  second.yield();
  second.assume(second.binary(Opcode::Equal, second.load(a), second.constant(2)));
  second.fail(system::kNoRegister);
  second.end();
  CodeBuilder first = builder.thread("counts");
  for (int i = 1; i <= 2; ++i) {
    first.yield();
    first.store(a, first.constant(i));
  }
  first.end();
  Finding finding;
  const Path path = find(builder.finish(), 0, 0, &finding);
  CHECK(finding.depth == 5);
  CHECK(threads_of(path) == std::vector<std::uint32_t>{1, 1, 0, 0, 0});
}

TEST_CASE("where nothing else decides, the smallest thread and choices are taken") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 3});
  for (const char* const name : {"a", "b"}) {
    CodeBuilder code = builder.thread(name);
    code.yield();
    code.choose(0, 1);  // without consequence
    code.store(x, code.choose(0, 3));
    code.end();
  }
  const Path path = find(builder.finish(), x, 2);
  REQUIRE(path.steps.size() == 1);
  CHECK(path.steps[0] == Step{0, {0, 2}});
}

TEST_CASE("the choices of the start are part of the path") {
  Builder builder;
  const Cell x = builder.cell("x", {0, 3});
  const Cell y = builder.cell("y", {0, 3});
  CodeBuilder init = builder.init();
  init.store(x, init.choose(0, 2));
  CodeBuilder code = builder.thread("t");
  code.yield();
  code.assume(code.binary(Opcode::Equal, code.load(x), code.constant(1)));
  code.store(y, code.constant(3));
  code.end();
  const Path path = find(builder.finish(), y, 3);
  CHECK(path.initial == std::vector<Value>{1});
  CHECK(path.steps.size() == 1);
}

TEST_CASE("a start that fails is its own path") {
  Builder builder;
  add_counter(builder, "a", 1);
  const auto& system = builder.finish();
  Finding finding;
  finding.start = {2, 1};
  const Path path = rebuild_path(system, LevelLog(system.words, std::make_shared<Budget>()), finding);
  CHECK(path.initial == std::vector<Value>{2, 1});
  CHECK(path.steps.empty());
}

TEST_CASE("a finding that is not of the log is refused") {
  Builder builder;
  add_counter(builder, "a", 1);
  const auto& system = builder.finish();
  Finding finding;
  finding.state.assign(system.words, 0);
  finding.depth = 3;
  CHECK_THROWS_AS(rebuild_path(system, LevelLog(system.words, std::make_shared<Budget>()), finding), std::logic_error);
}

}  // namespace
}  // namespace pagerace::checker
