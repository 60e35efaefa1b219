// The loop with other parts than it has today: states with a word more than their system's, and a sink that does not
// store what it is given.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <set>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "checker/search/expand.hpp"
#include "checker/search/local_sink.hpp"
#include "checker/store/visited.hpp"
#include "tests/system/builder.hpp"

namespace pagerace::checker {
namespace {

using system::Cell;
using system::testing::Builder;
using system::testing::CodeBuilder;
using State = std::vector<Word>;

/// Two threads, each of which gives its own variable one of three values, again and again: 9 states, 6 steps each.
const system::TransitionSystem& add_choosers(Builder& builder) {
  for (const char* name : {"x", "y"}) {
    const Cell cell = builder.cell(name, {0, 2});
    CodeBuilder code = builder.thread(name);
    const CodeBuilder::Label again = code.label();
    code.bind(again);
    code.yield();
    code.store(cell, code.choose(0, 2));
    code.jump(again);
  }
  return builder.finish();
}

/// The product of the system with an automaton that counts steps modulo 2, in a word of its own.
class CountingEngine {
 public:
  explicit CountingEngine(const system::TransitionSystem& system) : interpreter_(system), made_(words()) {}

  std::uint32_t words() const { return interpreter_.words() + 1; }
  std::uint32_t threads() const { return interpreter_.threads(); }
  template <class Sink>
  void starts(Sink&& sink) {
    interpreter_.starts([&](const Transition& transition) { sink(product(transition, 0)); });
  }
  template <class Sink>
  void steps(const Word* state, std::uint32_t thread, Sink&& sink) {
    const Word next = state[words() - 1] ^ 1;
    interpreter_.steps(state, thread, [&](const Transition& transition) { sink(product(transition, next)); });
  }
  bool holds(std::uint32_t query, Moment moment) { return interpreter_.holds(query, moment); }
  bool all_done(const Word* state) const { return interpreter_.all_done(state); }

 private:
  Transition product(const Transition& transition, Word count) {
    std::copy_n(transition.state, words() - 1, made_.begin());
    made_.back() = count;
    Transition made = transition;
    made.state = made_.data();
    return made;
  }

  Interpreter interpreter_;
  State made_;
};

struct Counts {
  std::uint64_t states = 0, transitions = 0;
  bool operator==(const Counts&) const = default;
};

template <class Engine>
Counts search(Engine& engine, StateShape shape) {
  Visited visited(StoreKind::Exact, shape, std::make_shared<Budget>());
  std::vector<Word> log(1024);
  Worker worker;
  worker.out = log.data();
  worker.out_end = log.data() + log.size();
  worker.more_room = [](void*) { return false; };
  AllSteps steps;
  Identity canonical;
  visited.with_table([&](auto& table) {
    LocalSink sink(engine, table, worker);
    REQUIRE(add_starts(engine, canonical, sink, [](const Transition&) {}));
    for (const Word* at = log.data(); at < worker.out; at += engine.words()) {
      REQUIRE(expand(engine, steps, canonical, sink, worker, at, 1));
    }
  });
  return {worker.states, worker.transitions};
}

TEST_CASE("states may have a word more than those of the system") {
  Builder builder;
  const system::TransitionSystem& system = add_choosers(builder);
  Interpreter alone(system);
  CHECK(search(alone, state_shape(system)) == Counts{9, 54});
  CountingEngine product(system);
  CHECK(search(product, {system.words + 1, 1}) == Counts{18, 108});
}

/// Sends each state to the place that its hash names, and never looks at it again.
class SendingSink {
 public:
  SendingSink(std::array<std::deque<State>, 3>& places, std::uint32_t words) : places_(places), words_(words) {}
  bool add(const Word* state) {
    places_[hash_state(state, words_) % places_.size()].emplace_back(state, state + words_);
    return true;
  }
  bool flush() { return true; }

 private:
  std::array<std::deque<State>, 3>& places_;
  std::uint32_t words_;
};

TEST_CASE("a sink may send states elsewhere") {
  Builder builder;
  const system::TransitionSystem& system = add_choosers(builder);
  Interpreter engine(system);
  std::array<std::deque<State>, 3> arrived;
  std::array<std::set<State>, 3> stored;
  SendingSink sink(arrived, engine.words());
  Worker worker;
  AllSteps steps;
  Identity canonical;
  REQUIRE(add_starts(engine, canonical, sink, [](const Transition&) {}));
  const auto is_waiting = [](const std::deque<State>& place) { return !place.empty(); };
  while (std::any_of(arrived.begin(), arrived.end(), is_waiting)) {
    for (std::size_t place = 0; place < arrived.size(); ++place) {
      for (; !arrived[place].empty(); arrived[place].pop_front()) {
        const State state = arrived[place].front();
        if (!stored[place].insert(state).second) continue;
        REQUIRE(expand(engine, steps, canonical, sink, worker, state.data(), 1));
      }
    }
  }
  CHECK(stored[0].size() + stored[1].size() + stored[2].size() == 9);
  CHECK(std::count_if(stored.begin(), stored.end(), [](const auto& place) { return !place.empty(); }) > 1);
  CHECK(worker.transitions == 54);
}

}  // namespace
}  // namespace pagerace::checker
