// Takes steps with every outcome of their choices. It explores the choices of a step depth first, and backtracks to the
// last choice.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "checker/execute/executor.hpp"

namespace pagerace::checker {

/// Call begin(), then next() until it returns false. Scratch memory grows to what the deepest step needs and is kept.
class Machine {
 public:
  Machine(const DecodedSystem& system, Executor& executor);

  /// Begins a step of the thread from the state, which is copied; returns false if the thread has finished. Adds to
  /// `footprint` what every attempt to take the step reads and writes, including attempts that are blocked.
  bool begin(const Word* state, std::uint32_t instance, Footprint* footprint = nullptr);
  /// Begins a start: init and the beginnings of all threads.
  void begin_start();

  /// Gives the next transition, with choices ascending.
  bool next(Transition& transition);

  /// Use it instead of next(): takes only the transition with these choices; returns false if there is none.
  bool follow(std::span<const Value> choices, Observer& observer, Transition& transition);

  /// The failure of the last transition, or null. Made-up failures live as long as the executor.
  const system::Failure* failure() const { return failure_; }

 private:
  static constexpr std::int64_t kInit = -1;

  /// What backtracking restores: everything as it was before the choice. `value` is the current value of the choice.
  struct Fork {
    Execution at;
    std::int64_t phase = 0;
    Value value = 0;
    std::size_t reports = 0, pending = 0;
  };

  void enter(std::int64_t phase);
  bool to_next_choices();
  RunEnd fork_and_run(Observer* observer, const Value* choice);
  void fork();
  const Word* saved(std::size_t fork) const;
  bool is_same_moment(std::size_t fork, std::size_t other);
  bool goes_round();
  void note_moment(std::size_t fork);
  void choose(Value value);
  RunEnd run_on(Observer* observer);
  RunEnd run(Observer* observer);
  void pack();
  void fill(Transition& transition, RunEnd outcome);
  std::uint32_t code_of(const system::Failure& failure) const;

  const DecodedSystem& system_;
  Executor& executor_;
  Execution at_;
  std::int64_t phase_ = kInit, last_phase_ = kInit;  ///< kInit, or the running instance
  std::uint32_t mover_ = 0;
  const system::Failure* failure_ = nullptr;
  bool fresh_ = false;
  Footprint* footprint_ = nullptr;
  std::vector<Value> registers_;
  std::vector<Word> state_;
  std::vector<Value> choices_;
  std::vector<Fork> forks_;
  std::vector<Word> saved_;     ///< registers and state of each fork
  std::uint64_t attempts_ = 0;  ///< in this step
  // For steps with choices inside of loops.
  std::vector<bool> deciding_;  ///< registers of deciding_code_
  const DecodedCode* deciding_code_ = nullptr;
  std::vector<bool> chooses_in_loop_;    ///< by code
  bool is_endless_ = false;              ///< some way of this step goes round for ever
  std::set<std::vector<Word>> moments_;  ///< if so, the forks that the step has come to
};

}  // namespace pagerace::checker
