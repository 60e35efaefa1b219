#include "checker/search/path.hpp"

#include <doctest/doctest.h>

#include "checker/search/listener.hpp"
#include "checker/search/order.hpp"
#include "checker/search/search.hpp"
#include "checker/store/exact_store.hpp"
#include "model/system/state.hpp"
#include "tests/system/builder.hpp"

namespace pagerace::checker {
namespace {

using system::Cell;
using system::Opcode;
using system::testing::Builder;
using system::testing::CodeBuilder;

/// Finds the first step that fails, or the first state in which a cell has a value.
struct Finder : Listener {
  const system::TransitionSystem& system;
  Cell cell = 0;
  Value value = 0;
  Finding finding;
  bool done = false;
  const Word* source = nullptr;
  std::uint32_t depth = 0;

  void expand(const Word* state, std::uint32_t at) {
    source = state;
    depth = at + 1;
  }
  void found(const Word* state) {
    if (done || cell == 0 || system::get(system, state, system.cell_storage[cell]) != value) return;
    note(state);
  }
  void step(const Successor& way) {
    if (done || way.failure == nullptr) return;
    note(source);
    finding.step = Step{way.instance, {way.choices.begin(), way.choices.end()}};
  }
  void note(const Word* state) {
    done = true;
    finding.depth = depth;
    finding.state.assign(state, state + system.words);
  }
};

Path find(const system::TransitionSystem& system, Cell cell, Value value, Finding* finding = nullptr) {
  Log log(system.words);
  ExactStore store(log);
  BreadthFirst order(log);
  Interpreter interpreter(system);
  Finder finder{{}, system, cell, value, {}, false, nullptr, 0};
  const SearchOptions options;
  Limits limits(options);
  Progress progress;
  explore(interpreter, Identity{}, store, order, finder, limits, progress);
  REQUIRE(finder.done);
  if (finding != nullptr) *finding = finder.finding;
  return rebuild_path(system, log, finder.finding);
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
  const Path path = rebuild_path(system, Log(system.words), finding);
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
  CHECK_THROWS_AS(rebuild_path(system, Log(system.words), finding), std::logic_error);
}

}  // namespace
}  // namespace pagerace::checker
