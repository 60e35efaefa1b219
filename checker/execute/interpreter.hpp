// Executes the transition system directly. It is the reference for the other engines.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "checker/step/coverage.hpp"
#include "checker/step/footprint.hpp"
#include "checker/step/moment.hpp"
#include "checker/step/transition.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker {

using system::Value;
using system::Word;

/// Follows one execution for traces. Every call gives the instruction that it belongs to.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void mark(const system::Mark&, std::span<const Value> /*registers*/) {}
  virtual void load(system::Cell, Value, const system::Access&) {}
  virtual void store(system::Cell, Value /*before*/, Value /*after*/, const system::Access&) {}
  virtual void report(const system::Failure&) {}
  /// A value is outside of its range, which is this failure.
  virtual void refuse(const system::Failure&, const std::string& /*value*/) {}
  /// For replay_initial only: init is over, and the beginning of this thread follows.
  virtual void begin_thread(std::uint32_t /*instance*/) {}
};

/// Thrown in the middle of what an interpreter was asked for. It can be asked again.
struct Interrupted {};

class Engine;

/// An engine in the form that expand() needs (checker/search/expand.hpp). It holds scratch memory, so use one for each
/// thread. The system must outlive it and stay in place. Throws std::logic_error if the system contradicts itself (a
/// value outside of the range that the analyses promised): a fault of pagerace.
///
/// A sink may return bool: with false, it has seen enough. It may call holds, at_end and all_done, but must not start
/// another step. Failures made up during execution
/// (value_range, null_pointer, ...) live as long as the interpreter.
class Interpreter {
 public:
  explicit Interpreter(const system::TransitionSystem& system);
  Interpreter(Interpreter&&) noexcept;
  Interpreter& operator=(Interpreter&&) noexcept;
  ~Interpreter();

  std::uint32_t words() const { return words_; }
  std::uint32_t threads() const { return threads_; }

  /// Calls sink(const Transition&) for every start, with choices ascending. An attempt that meets a false Assume is not
  /// a start. A start or step that comes back to where it was with the same values fails as endless_loop; of the
  /// further choices in such a loop, only one way to each such moment is followed.
  template <class Sink>
  void starts(Sink&& sink) {
    begin_start();
    tell(sink);
  }

  /// Calls sink(const Transition&) for every step of one thread, with choices ascending.
  template <class Sink>
  void steps(const Word* state, std::uint32_t thread, Sink&& sink) {
    if (begin(state, thread, nullptr)) tell(sink);
  }

  /// The same, and adds to the footprint what every attempt reads and writes, including attempts that are blocked.
  template <class Sink>
  void steps(const Word* state, std::uint32_t thread, Sink&& sink, Footprint& footprint) {
    if (begin(state, thread, &footprint)) tell(sink);
  }

  /// Calls sink(const Transition&) for every step of every thread, with threads in order.
  template <class Sink>
  void successors(const Word* state, Sink&& sink) {
    for (std::uint32_t thread = 0; thread < threads_; ++thread) steps(state, thread, sink);
  }

  /// Takes one given step or start, and tells the observer. Returns false if there is no such step (it is blocked, or
  /// has other choices). The result is in `after`, `failure` and `reports`.
  struct Replayed {
    bool possible = false;
    std::vector<Word> after;
    const system::Failure* failure = nullptr;
    std::vector<std::uint32_t> reports;
  };
  Replayed replay_initial(std::span<const Value> choices, Observer& observer);
  Replayed replay(const Word* state, std::uint32_t instance, std::span<const Value> choices, Observer& observer);

  /// Also false if the evaluation itself fails (a NULL pointer, an index outside of its array): a formula that cannot
  /// be evaluated is not true.
  bool holds(const system::Predicate& predicate, Moment moment, std::span<const Value> inputs = {});
  /// Empty if the evaluation itself fails. Adds what is read to the footprint, if there is one.
  std::optional<bool> value_of(const system::Predicate& predicate, Moment moment, std::span<const Value> inputs,
                               Footprint* footprint = nullptr);
  /// The same for a formula of queries_of(system), given by its number.
  bool holds(std::uint32_t query, Moment moment);

  bool at_end(const Word* state, std::uint32_t instance) const;
  /// Whether every thread that is not a daemon has finished.
  bool all_done(const Word* state) const;

  const Coverage& coverage() const;

  /// Asks from time to time, also within steps that take long; if the answer is true, what was called throws
  /// Interrupted. Without it, a step may take for ever.
  void interrupt_when(std::function<bool()> interrupted);

 private:
  void begin_start();
  bool begin(const Word* state, std::uint32_t thread, Footprint* footprint);
  bool next(Transition& transition);

  template <class Sink>
  void tell(Sink& sink) {
    Transition transition;
    while (next(transition)) {
      if constexpr (std::is_same_v<decltype(sink(std::as_const(transition))), bool>) {
        if (!sink(std::as_const(transition))) return;
      } else {
        sink(std::as_const(transition));
      }
    }
  }

  std::unique_ptr<Engine> engine_;
  std::uint32_t words_ = 0, threads_ = 0;
};

}  // namespace pagerace::checker
