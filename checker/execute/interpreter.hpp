// Executes the transition system as it stands: the first of the engines, and the one the others are held to.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "checker/step/coverage.hpp"
#include "checker/step/footprint.hpp"
#include "checker/step/transition.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker {

using system::Value;
using system::Word;

/// What one step, taken one way, came to. Valid only during the call of the sink.
struct Successor {
  const Word* state = nullptr;               ///< packed; meaningless if `failure` is set
  std::uint32_t instance = 0;                ///< the thread that moved (for initial states: 0)
  std::span<const Value> choices;            ///< what each Choose chose, in order
  std::span<const std::uint32_t> reports;    ///< failures that were reported and did not end the step
  const system::Failure* failure = nullptr;  ///< the step ended in this; it has no successor state
};

/// Follows one execution for traces. Every call names the instruction it belongs to.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void mark(const system::Mark&, std::span<const Value> /*registers*/) {}
  virtual void load(system::Cell, Value, const system::Access&) {}
  virtual void store(system::Cell, Value /*before*/, Value /*after*/, const system::Access&) {}
  virtual void report(const system::Failure&) {}
  /// replay_initial only: init is over, what follows is the beginning of this thread.
  virtual void begin_thread(std::uint32_t /*instance*/) {}
};

class Engine;

/// Holds scratch memory: use one for each thread. The system must outlive it and stay where it is. Throws
/// std::logic_error where the system contradicts itself (a value outside of the range that the analyses promised): a
/// fault of pagerace.
///
/// A sink may call holds, at_end and all_done, but not start another step. Failures made up on the way (value_range,
/// null_pointer, ...) live as long as the interpreter.
class Interpreter {
 public:
  explicit Interpreter(const system::TransitionSystem& system);
  Interpreter(Interpreter&&) noexcept;
  Interpreter& operator=(Interpreter&&) noexcept;
  ~Interpreter();

  /// Calls sink(const Successor&) for every way to start, in ascending order of choices.
  template <class Sink>
  void initial(Sink&& sink) {
    Successor transition;
    begin_start();
    while (next(transition)) sink(std::as_const(transition));
  }

  /// Calls sink(const Successor&) for every step of every thread, threads in order, choices ascending. A way that meets
  /// a false Assume is not a step. A step longer than kStepLimit instructions fails as endless_loop.
  template <class Sink>
  void successors(const Word* state, Sink&& sink) {
    Successor transition;
    for (std::uint32_t instance = 0; instance < instances_; ++instance) {
      if (!begin(state, instance)) continue;
      while (next(transition)) sink(std::as_const(transition));
    }
  }

  /// As initial, in the words that all engines have in common.
  template <class Sink>
  void starts(Sink&& sink) {
    Successor taken;
    begin_start();
    while (next(taken)) sink(transition_of(taken, 0));
  }

  /// As successors, for one thread, in the words that all engines have in common.
  template <class Sink>
  void steps(const Word* state, std::uint32_t instance, Sink&& sink) {
    take_steps(state, instance, sink, nullptr);
  }

  /// The same; and adds to the footprint what every attempt reads and writes, those included that are blocked.
  template <class Sink>
  void steps(const Word* state, std::uint32_t instance, Sink&& sink, Footprint& footprint) {
    take_steps(state, instance, sink, &footprint);
  }

  /// Takes one given step, or starts, and tells the observer. False if there is no such step (blocked, or other
  /// choices). The result is in `after`, `failure` and `reports`.
  struct Replayed {
    bool possible = false;
    std::vector<Word> after;
    const system::Failure* failure = nullptr;
    std::vector<std::uint32_t> reports;
  };
  Replayed replay_initial(std::span<const Value> choices, Observer& observer);
  Replayed replay(const Word* state, std::uint32_t instance, std::span<const Value> choices, Observer& observer);

  /// False too where the evaluation itself fails (a NULL pointer, an index outside of its array): what cannot be
  /// evaluated is not true.
  bool holds(const system::Predicate& predicate, const Word* state, std::span<const Value> inputs = {});
  /// The same for a formula of queries_of(system), by number.
  bool holds(std::uint32_t query, const Word* state);

  bool at_end(const Word* state, std::uint32_t instance) const;
  /// Every thread that is not a daemon has finished.
  bool all_done(const Word* state) const;

  const Coverage& coverage() const;

  static constexpr std::uint32_t kStepLimit = 1'000'000;

 private:
  void begin_start();
  bool begin(const Word* state, std::uint32_t instance, Footprint* footprint = nullptr);
  bool next(Successor& transition);
  std::uint32_t code_of(const system::Failure* failure) const;

  template <class Sink>
  void take_steps(const Word* state, std::uint32_t instance, Sink& sink, Footprint* footprint) {
    if (!begin(state, instance, footprint)) return;
    Successor taken;
    while (next(taken)) sink(transition_of(taken, instance));
  }

  Transition transition_of(const Successor& taken, std::uint32_t instance) const {
    return {taken.state,
            taken.choices.data(),
            taken.reports.data(),
            static_cast<std::uint32_t>(taken.choices.size()),
            static_cast<std::uint32_t>(taken.reports.size()),
            instance,
            code_of(taken.failure)};
  }

  std::unique_ptr<Engine> engine_;
  std::uint32_t instances_ = 0;
};

}  // namespace pagerace::checker
