// Executes instructions until an event that concerns more than one instruction.
#pragma once

#include <functional>
#include <vector>

#include "checker/execute/decoded.hpp"
#include "checker/execute/faults.hpp"
#include "checker/execute/interpreter.hpp"
#include "checker/execute/loop_watch.hpp"
#include "checker/step/footprint.hpp"

namespace pagerace::checker {

enum class RunEnd : std::uint8_t {
  Yielded,   ///< the step is over; Execution::location
  Ended,     ///< the end of the code
  Failed,    ///< Execution::failure
  Blocked,   ///< this attempt leads to no transition
  Choosing,  ///< Execution::low and high; pc is at the Choose, and the caller makes the choice
};

/// One piece of code that is being executed.
struct Execution {
  /// Few steps are longer, and to watch them costs several times what the instructions cost.
  static constexpr std::uint32_t kBeforeWatch = 1u << 14;

  const DecodedCode* code = nullptr;
  std::uint32_t pc = 0;
  std::uint32_t left = 0;      ///< instructions until it is looked at whether the step goes round
  Value* registers = nullptr;  ///< including the two constant ones
  Word* state = nullptr;
  const Word* after = nullptr;  ///< for a predicate: the state that its loads `of_next` read
  Value self = 0, number = 0;

  const system::Failure* failure = nullptr;
  std::uint32_t location = 0;
  Value low = 0, high = 0;

  void start(const DecodedCode& at, std::uint32_t resume) {
    code = &at;
    pc = resume;
    left = kBeforeWatch;
    registers[at.registers] = 0;
    registers[at.registers + 1] = 1;
  }
};

/// It has no state except what it collects: reports, coverage and failures.
class Executor {
 public:
  explicit Executor(const DecodedSystem& system);

  RunEnd run(Execution& execution);
  RunEnd run(Execution& execution, Observer& observer);
  /// Adds every cell that is read or written to the footprint.
  RunEnd run(Execution& execution, Footprint& footprint);
  /// What a loop without end counts as.
  const system::Failure* endless(const Execution& execution) { return faults_.endless(*execution.code, execution.pc); }

  /// Throws Interrupted if the user has had enough. Called now and then by what may take long.
  void poll() const {
    if (interrupted && interrupted()) throw Interrupted{};
  }

  std::function<bool()> interrupted;   ///< may be empty
  std::vector<std::uint32_t> reports;  ///< in order, each once; cleared by the caller
  Coverage coverage;

  /// What coverage will have if the step turns out to be taken: cells that were stored to, and Reports that were
  /// evaluated. The caller clears it, and shortens it when it backtracks.
  std::vector<std::uint32_t> pending;
  /// The step is taken: coverage has what is pending.
  void settle();

 private:
  // A watch is told of each load, store, mark and report; see executor.cpp.
  template <class Watch>
  RunEnd run_for(Execution& execution, Watch watch);
  template <class Watch>
  void load(const Op& op, Execution& execution, Watch& watch) const;
  template <class Watch>
  bool store(const Op& op, Execution& execution, Watch& watch);
  template <class Watch>
  void report(const Op& op, Watch& watch);
  /// Called for each instruction of a long step. Returns true if it will never end.
  bool goes_round(Execution& execution);
  // Returns false if the step fails.
  bool divide(const Op& op, Execution& execution);
  bool move_pointer(const Op& op, Execution& execution);
  bool check(const Op& op, Execution& execution);
  void wrote(system::Cell cell, const Execution& execution);
  void evaluated(const Op& op);
  /// The cell that a Load or Store accesses.
  const CellSlot& cell(const Op& op, const Execution& execution) const;

  const DecodedSystem& system_;
  FaultBook faults_;
  LoopWatch watch_;
};

}  // namespace pagerace::checker
