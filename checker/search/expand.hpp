// The search: start reading here. Take a state, take its steps, canonicalise each successor, find or insert it, ask the
// properties about it, write it to the log. Everything else is a parameter. This header is compiled into pagerace for
// the interpreter, and at run time into native code for one model.
#pragma once

#include <cstdint>
#include <cstring>

#include "checker/step/worker.hpp"
#include "checker/store/table.hpp"

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

/// Successors that wait for the memory that they will be looked up in.
template <class Engine, Table Visited>
class Arrivals {
 public:
  Arrivals(Engine& engine, Visited& visited, Worker& worker) : engine_(engine), visited_(visited), worker_(worker) {}

  /// False where the store or the log is full.
  bool add(const Word* state) {
    std::memcpy(states_ + waiting_ * engine_.words(), state, engine_.words() * sizeof(Word));
    hashes_[waiting_] = visited_.hash(state);
    visited_.prefetch(hashes_[waiting_]);
    return ++waiting_ < kBatch || flush();
  }

  bool flush() {
    for (std::uint32_t i = 0; i < waiting_; ++i) {
      if (!arrive(states_ + i * engine_.words(), hashes_[i])) return false;
    }
    waiting_ = 0;
    return true;
  }

 private:
  static constexpr std::uint32_t kBatch = 32;
  static constexpr std::uint32_t kMostWords = 64;

  bool arrive(const Word* state, std::uint64_t hash) {
    if (worker_.out == worker_.out_end && !worker_.more_room(worker_.host)) return false;
    const Insert inserted = visited_.insert(state, hash);
    if (inserted != Insert::New) return inserted == Insert::Known;
    std::memcpy(worker_.out, state, engine_.words() * sizeof(Word));
    worker_.out += engine_.words();
    ++worker_.states;
    if (worker_.undecided_count > 0) ask(state);
    return true;
  }

  void ask(const Word* state) {
    const bool is_end = engine_.all_done(state);
    worker_.met_end |= is_end;
    for (std::uint32_t i = 0; i < worker_.undecided_count; ++i) {
      const std::uint32_t number = worker_.undecided[i];
      const PredicateQuery& query = worker_.queries[number];
      if (query.at_end && !is_end) continue;
      if (engine_.holds(number, state) == query.answer) worker_.answered(worker_.host, number, state);
    }
  }

  Engine& engine_;
  Visited& visited_;
  Worker& worker_;
  std::uint32_t waiting_ = 0;
  std::uint64_t hashes_[kBatch];
  Word states_[kBatch * kMostWords];
};

/// Expands `count` states that lie one behind the other. False where the store or the log had no room for some
/// successor: the chunk is then to be expanded again, and has not been counted.
///
/// Engine: words(), threads(), steps(state, thread, sink) with sink(const Transition&), holds(query, state),
/// all_done(state). Steps: see AllSteps; where it has begin(worker) and finish(worker), they are called before and
/// after a chunk. Canonical: state -> the state that stands for it.
template <class Engine, class Steps, class Canonical, Table Visited>
bool expand(Engine& engine, Steps& steps, Canonical& canonical, Visited& visited, Worker& worker, const Word* states,
            std::uint32_t count) {
  Arrivals<Engine, Visited> arrivals(engine, visited, worker);
  std::uint64_t transitions = 0;
  bool has_room = true;
  if constexpr (requires { steps.begin(worker); }) steps.begin(worker);
  for (const Word* state = states; count > 0 && has_room; --count, state += engine.words()) {
    const std::uint64_t before = transitions;
    steps(engine, state, [&](const Transition& transition) {
      ++transitions;
      if (transition.failure != kNoFailure || transition.report_count > 0)
        worker.failed(worker.host, state, transition);
      if (transition.failure == kNoFailure && has_room) has_room = arrivals.add(canonical(transition.state));
    });
    if (transitions == before && !engine.all_done(state)) worker.stuck(worker.host, state);
  }
  has_room = has_room && arrivals.flush();
  if (!has_room) return false;
  worker.transitions += transitions;
  if constexpr (requires { steps.finish(worker); }) steps.finish(worker);
  return true;
}

}  // namespace pagerace::checker
