// The search: start reading here. Take a state, take its steps, canonicalise each successor, and bring it to the sink
// (local_sink.hpp), which finds or inserts it, writes it to the log and asks the properties about it. Everything is a
// parameter. This header is compiled into pagerace for the interpreter, and at run time into native code for one model.
#pragma once

#include <cstdint>

#include "checker/step/worker.hpp"

namespace pagerace::checker {

/// Takes the steps of all threads, in order: no partial-order reduction.
struct AllSteps {
  template <class Engine, class Sink>
  void operator()(Engine& engine, const Word* state, Sink&& sink) {
    for (std::uint32_t thread = 0; thread < engine.threads(); ++thread) engine.steps(state, thread, sink);
  }
};

/// Each state stands for itself: no symmetry.
struct Identity {
  const Word* operator()(const Word* state) const { return state; }
};

/// Expands `count` states that lie one behind the other. False where the store or the log had no room for some
/// successor: the chunk is then to be expanded again, and has not been counted.
///
/// Engine: words(), threads(), steps(state, thread, sink) with sink(const Transition&), all_done(state). Steps: see
/// AllSteps; where it has begin(worker) and finish(worker), they are called before and after a chunk. Canonical: state
/// -> the state that stands for it. Sink: add(state) takes a copy of a canonical state, flush() ends a chunk; both are
/// false where there is no room. LocalSink stores states; another one may send them elsewhere.
template <class Engine, class Steps, class Canonical, class Sink>
bool expand(Engine& engine, Steps& steps, Canonical& canonical, Sink& sink, Worker& worker, const Word* states,
            std::uint32_t count) {
  std::uint64_t transitions = 0;
  bool has_room = true;
  if constexpr (requires { steps.begin(worker); }) steps.begin(worker);
  for (const Word* state = states; count > 0 && has_room; --count, state += engine.words()) {
    const std::uint64_t before = transitions;
    steps(engine, state, [&](const Transition& transition) {
      ++transitions;
      if (transition.failure != kNoFailure || transition.report_count > 0)
        worker.failed(worker.host, state, transition);
      if (transition.failure == kNoFailure && has_room) has_room = sink.add(canonical(transition.state));
    });
    if (transitions == before && !engine.all_done(state)) worker.stuck(worker.host, state);
  }
  has_room = has_room && sink.flush();
  if (!has_room) return false;
  worker.transitions += transitions;
  if constexpr (requires { steps.finish(worker); }) steps.finish(worker);
  return true;
}

/// Brings the initial states to the sink, and tells of every start before that, those that fail included. False as
/// expand(): what the sink has taken does no harm then, and all is to be done again. Engine: starts(sink).
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
