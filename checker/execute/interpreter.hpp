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

/// An engine as expand() asks for it (checker/search/expand.hpp). Holds scratch memory: use one for each thread. The
/// system must outlive it and stay where it is. Throws std::logic_error where the system contradicts itself (a value
/// outside of the range that the analyses promised): a fault of pagerace.
///
/// A sink may call holds, at_end and all_done, but not start another step. Failures made up on the way (value_range,
/// null_pointer, ...) live as long as the interpreter.
class Interpreter {
 public:
  explicit Interpreter(const system::TransitionSystem& system);
  Interpreter(Interpreter&&) noexcept;
  Interpreter& operator=(Interpreter&&) noexcept;
  ~Interpreter();

  std::uint32_t words() const { return words_; }
  std::uint32_t threads() const { return threads_; }

  /// Calls sink(const Transition&) for every start, choices ascending. An attempt that meets a false Assume is none. A
  /// start, or a step, longer than kStepLimit instructions fails as endless_loop.
  template <class Sink>
  void starts(Sink&& sink) {
    begin_start();
    tell(sink);
  }

  /// Calls sink(const Transition&) for every step of one thread, choices ascending.
  template <class Sink>
  void steps(const Word* state, std::uint32_t thread, Sink&& sink) {
    if (begin(state, thread, nullptr)) tell(sink);
  }

  /// The same; and adds to the footprint what every attempt reads and writes, those included that are blocked.
  template <class Sink>
  void steps(const Word* state, std::uint32_t thread, Sink&& sink, Footprint& footprint) {
    if (begin(state, thread, &footprint)) tell(sink);
  }

  /// Calls sink(const Transition&) for every step of every thread, threads in order.
  template <class Sink>
  void successors(const Word* state, Sink&& sink) {
    for (std::uint32_t thread = 0; thread < threads_; ++thread) steps(state, thread, sink);
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
  bool begin(const Word* state, std::uint32_t thread, Footprint* footprint);
  bool next(Transition& transition);

  template <class Sink>
  void tell(Sink& sink) {
    Transition transition;
    while (next(transition)) sink(std::as_const(transition));
  }

  std::unique_ptr<Engine> engine_;
  std::uint32_t words_ = 0, threads_ = 0;
};

}  // namespace pagerace::checker
