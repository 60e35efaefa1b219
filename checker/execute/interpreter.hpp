// Executes the transition system as it stands: the first of the engines, and the one the others are held to.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::checker {

using system::Value;
using system::Word;

/// What one step, taken one way, came to. Valid only during the call of the sink.
struct Successor {
  const Word* state = nullptr;         ///< packed; meaningless if `failure` is set
  std::uint32_t instance = 0;          ///< the thread that moved (for initial states: 0)
  std::span<const Value> choices;      ///< what each Choose chose, in order
  std::span<const std::uint32_t> reports;  ///< failures that were reported and did not end the step
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

/// Which statements were executed and which asserts were reached. Merged over threads by or.
struct Coverage {
  std::vector<std::uint8_t> marks;     ///< for each of TransitionSystem::marks
  std::vector<std::uint8_t> failures;  ///< for each of TransitionSystem::failures: a Report was evaluated there
};

/// Holds scratch memory: use one for each thread. The system must outlive it. Throws std::logic_error where the
/// system contradicts itself (a value outside of the range that the analyses promised): a fault of pagerace.
class Interpreter {
 public:
  explicit Interpreter(const system::TransitionSystem& system);

  /// Calls sink(const Successor&) for every way to start, in ascending order of choices.
  template <class Sink>
  void initial(Sink&& sink);

  /// Calls sink(const Successor&) for every step of every thread, threads in order, choices ascending. A way that meets a
  /// false Assume is not a step. A step longer than kStepLimit instructions fails as endless_loop.
  template <class Sink>
  void successors(const Word* state, Sink&& sink);

  /// Takes one given step, or starts, and tells the observer. False if there is no such step (blocked, or other choices).
  /// The result is in `after`, `failure` and `reports`.
  struct Replayed {
    bool possible = false;
    std::vector<Word> after;
    const system::Failure* failure = nullptr;
    std::vector<std::uint32_t> reports;
  };
  Replayed replay_initial(std::span<const Value> choices, Observer& observer);
  Replayed replay(const Word* state, std::uint32_t instance, std::span<const Value> choices, Observer& observer);

  bool holds(const system::Predicate& predicate, const Word* state, std::span<const Value> inputs = {});

  bool at_end(const Word* state, std::uint32_t instance) const;
  /// Every thread that is not a daemon has finished.
  bool all_done(const Word* state) const;

  const Coverage& coverage() const { return coverage_; }

  static constexpr std::uint32_t kStepLimit = 1'000'000;

 private:
  Coverage coverage_;
};

}  // namespace pagerace::checker
