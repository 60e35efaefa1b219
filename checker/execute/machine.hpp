// Takes steps with every outcome of their choices: the choices of a step are explored depth first, by going back to
// where they were made.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "checker/execute/executor.hpp"

namespace pagerace::checker {

/// begin(), then next() until it says no. Scratch memory grows to what the deepest step needs and is kept.
class Machine {
 public:
  Machine(const DecodedSystem& system, Executor& executor);

  /// A step of the thread from the state; false where it has finished. The state is copied.
  /// Of every attempt to take the step, those included that are blocked, the footprint is added to `footprint`.
  bool begin(const Word* state, std::uint32_t instance, Footprint* footprint = nullptr);
  /// Init and the beginnings of all threads.
  void begin_start();

  /// The next transition, choices ascending.
  bool next(Transition& transition);

  /// Instead of next(): only the transition with these choices; false where there is none.
  bool follow(std::span<const Value> choices, Observer& observer, Transition& transition);

  /// What the last transition ended in, or null. Those made up on the way live as long as the executor.
  const system::Failure* failure() const { return failure_; }

 private:
  static constexpr std::int64_t kInit = -1;

  /// What to go back to: everything is as it was before the choice, whose value is `value` now.
  struct Fork {
    Execution at;
    std::int64_t phase = 0;
    Value value = 0;
    std::size_t reports = 0;
  };

  void enter(std::int64_t phase);
  bool to_next_choices();
  void fork();
  void choose(Value value);
  RunEnd run_on(Observer* observer);
  RunEnd run(Observer* observer);
  void pack();
  void fill(Transition& transition, RunEnd outcome);
  std::uint32_t code_of(const system::Failure& failure) const;

  const DecodedSystem& system_;
  Executor& executor_;
  Execution at_;
  std::int64_t phase_ = kInit, last_phase_ = kInit;  ///< kInit, or the instance that runs
  std::uint32_t mover_ = 0;
  const system::Failure* failure_ = nullptr;
  bool fresh_ = false;
  Footprint* footprint_ = nullptr;
  std::vector<Value> registers_;
  std::vector<Word> state_;
  std::vector<Value> choices_;
  std::vector<Fork> forks_;
  std::vector<Word> saved_;  ///< registers and state of each fork
};

}  // namespace pagerace::checker
