// Executes instructions until something happens that is more than one of them.
#pragma once

#include <vector>

#include "checker/execute/decoded.hpp"
#include "checker/execute/faults.hpp"
#include "checker/execute/interpreter.hpp"

namespace pagerace::checker {

enum class Outcome : std::uint8_t {
  Yielded,   ///< the step is over; Execution::location
  Ended,     ///< the end of the code
  Failed,    ///< Execution::failure
  Blocked,   ///< this way is none
  Choosing,  ///< Execution::low and high; pc is at the Choose, which the caller carries out
};

/// One piece of code in the middle of being executed.
struct Execution {
  const DecodedCode* code = nullptr;
  std::uint32_t pc = 0;
  std::uint32_t left = 0;      ///< instructions until the step counts as endless
  Value* registers = nullptr;  ///< with the two constant ones
  Word* state = nullptr;
  Value self = 0, number = 0;

  const system::Failure* failure = nullptr;
  std::uint32_t location = 0;
  Value low = 0, high = 0;

  void start(const DecodedCode& at, std::uint32_t resume) {
    code = &at;
    pc = resume;
    left = Interpreter::kStepLimit;
    registers[at.registers] = 0;
    registers[at.registers + 1] = 1;
  }
};

/// Has no state of its own but what it collects: reports, coverage, failures.
class Executor {
 public:
  explicit Executor(const DecodedSystem& system);

  /// The observer may be null.
  Outcome run(Execution& execution, Observer* observer) {
    return observer == nullptr ? run_as<false>(execution, nullptr) : run_as<true>(execution, observer);
  }

  std::vector<std::uint32_t> reports;  ///< in order, each once; cleared by the caller
  Coverage coverage;

 private:
  template <bool watched>
  Outcome run_as(Execution& execution, Observer* observer);
  template <bool watched>
  void load(const Op& op, Execution& execution, Observer* observer) const;
  template <bool watched>
  bool store(const Op& op, Execution& execution, Observer* observer);
  template <bool watched>
  void report(const Op& op, Observer* observer);
  bool compute(const Op& op, Execution& execution);
  bool move_pointer(const Op& op, Execution& execution);
  /// The cell that a Load or Store means.
  const CellSlot& cell(const Op& op, const Execution& execution) const;

  const DecodedSystem& system_;
  FaultBook faults_;
};

}  // namespace pagerace::checker
