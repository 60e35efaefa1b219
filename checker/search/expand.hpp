// The search: start reading here. It takes a state, takes its steps, canonicalises each successor, and gives it to the
// sink (local_sink.hpp). The sink finds or inserts the successor, writes it to the log and evaluates the properties in
// it. Everything is a parameter. This header is compiled into pagerace for the interpreter, and at run time into native
// code for one model.
#pragma once

#include <cstdint>
#include <type_traits>

#include "checker/search/ask_steps.hpp"
#include "checker/step/worker.hpp"

namespace pagerace::checker {

/// Takes the steps of all threads, in order: no partial-order reduction.
struct AllSteps {
  template <class Engine, class Sink>
  void operator()(Engine& engine, const Word* state, Sink&& sink) {
    for (std::uint32_t thread = 0; thread < engine.threads(); ++thread) engine.steps(state, thread, sink);
  }
};

/// Each state is its own canonical state: no symmetry.
struct Identity {
  const Word* operator()(const Word* state) const { return state; }
};

/// Finds out whether some step out of a state leads to a smaller rank, or fails. `moves_one`: a transition is one step
/// of its thread, and its state is the successor; otherwise more threads may have changed.
template <bool moves_one>
class Descent {
 public:
  Descent(const Ranking* ranking, const Word* state) : ranking_(ranking), state_(state), found_(ranking == nullptr) {}

  void fails() { found_ = true; }
  void leads_to(const Word* state, std::uint32_t thread) {
    if (found_) return;
    if constexpr (moves_one) {
      found_ = ranking_->of(state, thread) < ranking_->of(state_, thread);
    } else {
      if (rank_ == kUnknown) rank_ = ranking_->of(state_);
      found_ = ranking_->of(state) < rank_;
    }
  }
  bool found() const { return found_; }

 private:
  static constexpr std::uint32_t kUnknown = 0xffffffff;
  const Ranking* ranking_;
  const Word* state_;
  std::uint32_t rank_ = kUnknown;
  bool found_;
};

/// Expands `count` consecutive states. Returns false if the store or the log had no room for some successor: the chunk
/// has not been counted then, and must be expanded again.
///
/// Engine: words(), threads(), steps(state, thread, sink) with sink(const Transition&), all_done(state), holds(query,
/// moment). Steps: see
/// AllSteps; if it has begin(worker) and finish(worker), they are called before and after a chunk; if it has
/// kPassesChains, a transition may be many steps of several threads. Canonical: maps a
/// state to its canonical state. Sink: add(state) copies a canonical state, flush() ends a chunk; both return false if
/// there is no room. LocalSink stores states; another sink may send them elsewhere.
template <class Engine, class Steps, class Canonical, class Sink>
bool expand(Engine& engine, Steps& steps, Canonical& canonical, Sink& sink, Worker& worker, const Word* states,
            std::uint32_t count) {
  constexpr bool moves_one = std::is_same_v<Canonical, Identity> && !requires { Steps::kPassesChains; };
  std::uint64_t transitions = 0;
  bool has_room = true;
  if constexpr (requires { steps.begin(worker); }) steps.begin(worker);
  for (const Word* state = states; count > 0 && has_room; --count, state += engine.words()) {
    const std::uint64_t before = transitions;
    Descent<moves_one> descent(worker.ranking, state);
    StepQueries queries(engine, worker, state);
    bool fails = false;
    const auto take = [&](const Transition& transition) __attribute__((always_inline)) {
      ++transitions;
      if (transition.failure != kNoFailure || transition.report_count > 0)
        worker.failed(worker.host, state, transition);
      if (transition.failure != kNoFailure) {
        fails = true;
        return descent.fails();
      }
      if (!has_room) return;
      if (queries.are_any()) queries.leads_to(transition);
      const Word* const next = canonical(transition.state);
      descent.leads_to(next, transition.thread);
      has_room = sink.add(next);
    };
    steps(engine, state, take);
    if (queries.are_any() && (fails || transitions == before)) queries.stays();
    if (transitions == before && !engine.all_done(state)) worker.stuck(worker.host, state);
    if (transitions != before && has_room && !descent.found() && !engine.all_done(state)) {
      worker.not_descending(worker.host, state);
    }
  }
  has_room = has_room && sink.flush();
  if (!has_room) return false;
  worker.transitions += transitions;
  if constexpr (requires { steps.finish(worker); }) steps.finish(worker);
  return true;
}

/// Gives the initial states to the sink. The listener is told of every start first, also of those that fail. Returns
/// false as expand() does: all starts must then be added again, and it does no harm that the sink has taken some.
/// Engine: starts(sink).
template <class Engine, class Canonical, class Sink, class Listener>
bool add_starts(Engine& engine, Canonical& canonical, Sink& sink, const Listener& listener) {
  bool has_room = true;
  engine.starts([&](const Transition& start) {
    listener(start);
    if (start.failure == kNoFailure && has_room) has_room = sink.add(canonical(start.state));
  });
  return has_room && sink.flush();
}

}  // namespace pagerace::checker
