// What emitted code needs: the state, the operations, and the engine that the search calls. It is compiled together
// with each module at run time, and into the tests. It includes nothing heavy.
#pragma once

#include <cstdint>
#include <cstring>
#include <new>

#include "checker/native/module.hpp"
#include "checker/search/expand.hpp"
#include "checker/search/local_sink.hpp"
#include "model/system/operations.hpp"

namespace pagerace::native {

using checker::kMadeUpFailure;
using checker::kNoFailure;
using checker::Moment;
using system::Value;
using system::Word;
using namespace system::operations;

/// How a step ends: kNoFailure if there is a successor, kBlocked if there is none, or a failure.
using Outcome = std::uint32_t;
inline constexpr Outcome kBlocked = 0xfffffffe;

/// A step with more choices is left to the interpreter.
inline constexpr std::uint32_t kMostChoices = 64;

/// Thrown by steps and caught inside the module.
struct Trouble {
  Expansion kind;
};
[[noreturn, gnu::cold, gnu::noinline]] inline void contradiction() { throw Trouble{Expansion::Contradiction}; }
[[noreturn, gnu::cold, gnu::noinline]] inline void interrupted() { throw Trouble{Expansion::Interrupted}; }
[[noreturn, gnu::cold, gnu::noinline]] inline void too_long() { throw Trouble{Expansion::TooLong}; }

template <std::uint32_t words>
struct StateOf {
  Word w[words];
};

/// Buffers that the steps of one search thread write into: coverage, reports and choices.
template <std::uint32_t pieces, std::uint32_t cells, std::uint32_t failures>
struct RunOf {
  std::uint8_t ran[pieces + 1] = {};  ///< pieces of code, for coverage
  /// For coverage: cells that taken steps stored to, and behind them the Reports that were evaluated in them.
  std::uint8_t seen[cells + failures + 1] = {};
  std::uint32_t pending_count = 0;
  std::uint32_t pending[cells + failures + 1] = {};  ///< will be seen if the step is taken
  std::uint32_t report_count = 0;
  std::uint32_t reports[failures + 1] = {};
  Value choices[kMostChoices] = {};
  std::uint32_t chosen = 0;  ///< choices made in these steps, modulo 2^32
  Worker* worker = nullptr;
};

/// Called for each choice, since a step may have very many of them.
template <class Run>
inline void chooses(Run& run) {
  if ((++run.chosen & 0xffff) != 0 || run.worker == nullptr) return;
  if (run.worker->interrupted != nullptr && run.worker->interrupted(run.worker->host)) interrupted();
}

/// A thread of the model. Its number may be known at compile time or not.
template <std::uint32_t of_all, std::uint32_t among_alike>
struct Fixed {
  static constexpr std::uint32_t number = of_all, alike = among_alike;
};
struct Any {
  std::uint32_t number, alike;
};

/// A footprint for callers that do not need one.
struct Untracked {
  void read(Cell) {}
  void write(Cell) {}
};

/// Storing the value that is already there depends on the cell but changes nothing, so it is a read.
template <class Foot>
inline void stored(Foot& foot, Word cell, bool is_change) {
  is_change ? foot.write(static_cast<Cell>(cell)) : foot.read(static_cast<Cell>(cell));
}
inline void stored(Untracked&, Word, bool) {}

inline void put(Word& word, Word shift, Word mask, Word bits) { word = (word & ~(mask << shift)) | bits << shift; }

/// After the first steps nearly everything has been seen, so this is a load and a branch.
template <class Run>
[[gnu::cold, gnu::noinline]] void add_pending(Run& run, std::uint32_t number) {
  for (std::uint32_t i = 0; i < run.pending_count; ++i) {
    if (run.pending[i] == number) return;
  }
  run.pending[run.pending_count++] = number;
}
template <class Run>
inline void see(Run& run, Word number) {
  if (run.seen[number] == 0) add_pending(run, static_cast<std::uint32_t>(number));
}
template <class Run>
[[gnu::cold, gnu::noinline]] void settle(Run& run) {
  for (std::uint32_t i = 0; i < run.pending_count; ++i) run.seen[run.pending[i]] = 1;
}

/// Reports each failure only once.
template <class Run>
[[gnu::cold, gnu::noinline]] void report(Run& run, std::uint32_t failure) {
  for (std::uint32_t i = 0; i < run.report_count; ++i) {
    if (run.reports[i] == failure) return;
  }
  run.reports[run.report_count++] = failure;
}

template <class State, class Run, class Sink>
[[gnu::always_inline]] inline void deliver(const State& state, Outcome outcome, Run& run, std::uint32_t thread,
                                           std::uint32_t choices, std::uint32_t reports, Sink& sink) {
  if (outcome == kBlocked) return;
  if (run.pending_count != 0) settle(run);
  sink(Transition{state.w, run.choices, run.reports, choices, reports, thread, outcome});
}

/// A mark is reached if its piece of code is executed.
struct Reached {
  std::uint32_t piece, number;
};

/// Takes the steps of all threads, in order.
struct EveryStep {
  template <class Engine, class Sink>
  void operator()(Engine& engine, const Word* state, Sink&& sink) {
    engine.every_step(state, sink);
  }
};

/// The steps of a model, in the form that checker/search/expand.hpp needs. The Model is emitted code.
template <class Model>
class EngineOf {
  static_assert(Model::kWords <= system::kMostStateWords);

 public:
  static constexpr std::uint32_t kWords = Model::kWords, kThreads = Model::kThreads, kCells = Model::kCells;

  static constexpr std::uint32_t words() { return kWords; }
  static constexpr std::uint32_t threads() { return kThreads; }
  void work_for(Worker* worker) { run_.worker = worker; }

  template <class Sink>
  void steps(const Word* state, std::uint32_t thread, Sink&& sink) {
    Untracked none;
    run_.chosen = 0;
    Model::step(thread, load(state), run_, sink, none);
  }
  template <class Sink, class Footprint>
  void steps(const Word* state, std::uint32_t thread, Sink&& sink, Footprint& footprint) {
    run_.chosen = 0;
    Model::step(thread, load(state), run_, sink, footprint);
  }
  template <class Sink>
  void every_step(const Word* state, Sink&& sink) {
    run_.chosen = 0;
    Model::every_step(load(state), run_, sink);
  }

  bool holds(std::uint32_t query, Moment moment) {
    typename Model::State s = load(moment.state);
    return Model::ask(query, s, load(moment.after), run_) == kNoFailure;
  }
  bool all_done(const Word* state) const { return Model::all_done(load(state)); }

  void coverage(std::uint8_t* marks, std::uint8_t* failures, std::uint8_t* written) const {
    for (const Reached& reached : Model::kMarksReached) {
      if (run_.ran[reached.piece] != 0) marks[reached.number] = 1;
    }
    for (std::uint32_t i = 0; i < kCells; ++i) written[i] |= run_.seen[i];
    for (std::uint32_t i = 0; i < Model::kFailures; ++i) failures[i] |= run_.seen[kCells + i];
  }

 private:
  static typename Model::State load(const Word* state) {
    typename Model::State loaded;
    std::memcpy(loaded.w, state, sizeof loaded.w);
    return loaded;
  }

  typename Model::Run run_;
};

/// The data of one search thread in a module.
template <class Engine, class Steps, class Canonical>
struct ModuleWorker {
  Engine engine;
  Steps steps;
  Canonical canonical;
};

/// Calls `body`, which returns how it ended, and catches what the steps throw.
template <class Body>
Expansion guarded(Body&& body) {
  try {
    return body();
  } catch (const Trouble& trouble) {
    return trouble.kind;
  }
}

/// The functions of a module; each works on a ModuleWorker.
template <class Engine, class Steps, class Canonical, class Table>
struct Functions {
  using Own = ModuleWorker<Engine, Steps, Canonical>;

  static void* create() { return new (std::nothrow) Own{}; }
  static void destroy(void* own_worker) { delete static_cast<Own*>(own_worker); }

  static Expansion expand(void* own_worker, void* table, Worker* worker, const Word* states, std::uint32_t count) {
    Own& own = *static_cast<Own*>(own_worker);
    Table& visited = *static_cast<Table*>(table);
    own.engine.work_for(worker);
    return guarded([&] {
      checker::LocalSink sink(own.engine, visited, *worker);
      const bool has_room = checker::expand(own.engine, own.steps, own.canonical, sink, *worker, states, count);
      return has_room ? Expansion::Done : Expansion::Full;
    });
  }

  static void coverage(const void* own_worker, std::uint8_t* marks, std::uint8_t* failures, std::uint8_t* written) {
    static_cast<const Own*>(own_worker)->engine.coverage(marks, failures, written);
  }

  static Expansion steps(void* own_worker, const Word* state, std::uint32_t thread, void* host, Probes::Sink sink,
                         Probes::Touch touch) {
    struct Footprint {
      void* host;
      Probes::Touch touch;
      void read(Cell cell) { touch(host, cell, false); }
      void write(Cell cell) { touch(host, cell, true); }
    };
    const auto tell = [&](const Transition& transition) { sink(host, transition); };
    Engine& engine = static_cast<Own*>(own_worker)->engine;
    return guarded([&] {
      Footprint footprint{host, touch};
      engine.steps(state, thread, tell, footprint);
      return Expansion::Done;
    });
  }
  static Expansion holds(void* own_worker, std::uint32_t query, Moment moment, bool* result) {
    return guarded([&] {
      *result = static_cast<Own*>(own_worker)->engine.holds(query, moment);
      return Expansion::Done;
    });
  }
  static bool all_done(void* own_worker, const Word* state) {
    return static_cast<Own*>(own_worker)->engine.all_done(state);
  }
};

template <class Functions>
inline constexpr Probes kProbes{Functions::steps, Functions::holds, Functions::all_done};

template <class Model, class Functions>
constexpr Module module_of(const Probes* probes) {
  return {kAbi,
          sizeof(Module),
          sizeof(Worker),
          sizeof(Transition),
          Model::kWords,
          Model::kThreads,
          Model::kCells,
          Model::kMarks,
          Model::kFailures,
          Model::kQueries,
          Functions::create,
          Functions::destroy,
          Functions::expand,
          Functions::coverage,
          probes};
}

}  // namespace pagerace::native
