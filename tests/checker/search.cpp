#include "checker/search/search.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <chrono>
#include <thread>
#include <utility>
#include <vector>

#include "checker/search/listener.hpp"
#include "checker/search/order.hpp"
#include "checker/store/exact_store.hpp"

namespace pagerace::checker {
namespace {

/// Threads that each set one bit, once: 2^n states, n * 2^(n-1) transitions, depth n.
struct Bits {
  std::uint32_t threads = 0;
  int starts = 1;

  template <class Sink>
  void initial(Sink&& sink) {
    const Word state = 0;
    for (int i = 0; i < starts; ++i) sink(Successor{&state, 0, {}, {}, nullptr});
  }
  template <class Sink>
  void successors(const Word* state, Sink&& sink) {
    for (std::uint32_t i = 0; i < threads; ++i) {
      const Word next = *state | Word{1} << i;
      if (next != *state) sink(Successor{&next, i, {}, {}, nullptr});
    }
  }
};

/// One state, and a step that fails.
struct Failing : Bits {
  system::Failure failure;
  template <class Sink>
  void successors(const Word*, Sink&& sink) {
    sink(Successor{nullptr, 0, {}, {}, &failure});
  }
};

struct Recorder : Listener {
  std::vector<Word> found_states;
  std::uint32_t deepest = 0;
  std::uint64_t dead_ends = 0;
  std::uint64_t stop_after = ~std::uint64_t{0};

  void found(const Word* state) { found_states.push_back(*state); }
  void expand(const Word*, std::uint32_t depth) { deepest = depth; }
  void expanded(const Word*, std::uint64_t steps) { dead_ends += steps == 0 ? 1 : 0; }
  bool wants_stop() const { return found_states.size() >= stop_after; }
};

struct Run {
  Stop stop = Stop::Complete;
  Progress progress;
  Recorder recorder;
  std::size_t levels = 0;
};

template <class Engine, class Canonical = Identity>
Run run(Engine engine, const SearchOptions& options = {}, Canonical canonical = {}, Recorder recorder = {}) {
  Run run;
  run.recorder = std::move(recorder);
  const auto budget = std::make_shared<Budget>(options.memory);
  Log log(1, budget);
  ExactStore store(log, budget);
  BreadthFirst order(log);
  Limits limits(options);
  try {
    explore(engine, canonical, store, order, run.recorder, limits, run.progress);
  } catch (const Stopped& stopped) {
    run.stop = stopped.stop;
  } catch (const std::bad_alloc&) {
    run.stop = Stop::Memory;
  }
  run.levels = log.levels();
  return run;
}

TEST_CASE("all states are found once, level by level") {
  const Run all = run(Bits{10});
  CHECK(all.stop == Stop::Complete);
  CHECK(all.progress.states == 1024);
  CHECK(all.progress.transitions == 5120);
  CHECK(all.levels == 11);
  CHECK(all.recorder.deepest == 10);
  CHECK(all.recorder.dead_ends == 1);
  REQUIRE(all.recorder.found_states.size() == 1024);
  for (std::size_t i = 1; i < 1024; ++i) {
    REQUIRE(std::popcount(all.recorder.found_states[i - 1]) <= std::popcount(all.recorder.found_states[i]));
  }
}

TEST_CASE("an initial state that comes about twice counts once, and is no transition") {
  const Run twice = run(Bits{0, 2});
  CHECK(twice.progress.states == 1);
  CHECK(twice.progress.transitions == 0);
}

TEST_CASE("a search without a start is complete and empty") {
  const Run none = run(Bits{3, 0});
  CHECK(none.stop == Stop::Complete);
  CHECK(none.progress.states == 0);
  CHECK(none.levels == 0);
}

TEST_CASE("the canonicaliser decides which states are one") {
  const auto count_bits = [canonical = Word{0}](const Word* state) mutable {
    canonical = (Word{1} << std::popcount(*state)) - 1;
    return static_cast<const Word*>(&canonical);
  };
  const Run sorted = run(Bits{10}, {}, count_bits);
  CHECK(sorted.progress.states == 11);
  CHECK(sorted.progress.transitions == 55);
}

TEST_CASE("a limit on states ends the search right after it") {
  SearchOptions options;
  options.max_states = 100;
  const Run limited = run(Bits{10}, options);
  CHECK(limited.stop == Stop::MaxStates);
  CHECK(limited.progress.states == 101);
  options.max_states = 1024;  // all there are: nothing was left out
  CHECK(run(Bits{10}, options).stop == Stop::Complete);
}

TEST_CASE("a limit on depth leaves deeper states out") {
  SearchOptions options;
  options.max_depth = 2;
  const Run limited = run(Bits{10}, options);
  CHECK(limited.stop == Stop::MaxDepth);
  CHECK(limited.progress.states == 1 + 10 + 45);
  CHECK(limited.progress.transitions == 10 + 90);
  options.max_depth = 11;
  CHECK(run(Bits{10}, options).stop == Stop::Complete);
}

TEST_CASE("an interrupt ends the search") {
  std::atomic<bool> interrupt = true;
  SearchOptions options;
  options.interrupt = &interrupt;
  CHECK(run(Bits{10}, options).stop == Stop::Interrupted);
  interrupt = false;
  CHECK(run(Bits{10}, options).stop == Stop::Complete);
}

TEST_CASE("time runs out") {
  SearchOptions options;
  options.timeout = 0.05;
  const Run limited = run(Bits{40}, options);  // 2^40 states
  CHECK(limited.stop == Stop::Timeout);
  CHECK(limited.progress.states > 100);
}

TEST_CASE("memory runs out") {
  SearchOptions options;
  options.memory = 4 << 20;
  const Run limited = run(Bits{40}, options);
  CHECK(limited.stop == Stop::Memory);
  CHECK(limited.progress.states > 10'000);
  CHECK(limited.progress.states == limited.recorder.found_states.size());
}

TEST_CASE("a listener may end the search") {
  Recorder recorder;
  recorder.stop_after = 11;
  const Run stopped = run(Bits{10}, {}, Identity{}, recorder);
  CHECK(stopped.stop == Stop::AllDecided);
  CHECK(stopped.progress.states == 11);
}

TEST_CASE("progress is told now and then, not more than twice a second") {
  SearchOptions options;
  std::vector<Progress> told;
  options.timeout = 1.2;
  options.progress = [&](const Progress& now) { told.push_back(now); };
  const auto slow = [](const Word* state) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return state;
  };
  CHECK(run(Bits{20}, options, slow).stop == Stop::Timeout);
  CHECK(told.size() >= 1);
  CHECK(told.size() <= 2);
  for (const Progress& now : told) {
    CHECK(now.states > 0);
    CHECK(now.transitions >= now.states - 1);
    CHECK(now.frontier > 0);
    CHECK(now.seconds >= 0.5);
  }
}

TEST_CASE("a step that fails is a transition and leads nowhere") {
  const Run failed = run(Failing{{1, 1}, {}});
  CHECK(failed.progress.states == 1);
  CHECK(failed.progress.transitions == 1);
  CHECK(failed.recorder.dead_ends == 0);
}

}  // namespace
}  // namespace pagerace::checker
