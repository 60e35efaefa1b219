// The instructions that steps consist of: a register machine over 64-bit values.
//
// A thread is one piece of code. `Yield` ends a step: everything between two yields is one step. So the places after
// the yields are the locations of the thread's control-flow graph, and lowering decides where they are
// (docs/language.md, section 5). Every engine executes exactly this code.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "model/system/opcode.hpp"
#include "model/system/types.hpp"
#include "model/system/word.hpp"

namespace pagerace::system {

using source::Span;

using Register = std::uint32_t;

inline constexpr Register kNoRegister = std::numeric_limits<Register>::max();

/// `bits` of a Choose whose bounds are unsigned numbers of 64 bits; 0 for all others, which are in signed order.
inline constexpr std::uint8_t kUnsignedChoice = 64;

struct Instruction {
  Opcode op = Opcode::Constant;
  std::uint8_t bits = 0;   ///< for Wrap and Choose
  bool is_signed = false;  ///< for Wrap
  bool of_next = false;    ///< for Load, in a predicate only: reads the state after, not the one at hand
  Register dst = kNoRegister;
  Register a = kNoRegister;
  Register b = kNoRegister;
  Value imm = 0;
  std::int32_t scale = 0;
  std::uint32_t target = 0;
  std::uint32_t side = 0;
  Span span = {};
};

/// Whether operand `a` (or `b`) is a register that the instruction reads. Those of a Mark are its arguments instead.
constexpr bool reads_a(const Instruction& at) {
  return (info_of(at.op).operands & (kA | kAOrZero | kAOrOne)) != 0 && at.a != kNoRegister;
}
constexpr bool reads_b(const Instruction& at) { return has(at.op, kB); }

struct RegisterInfo {
  std::string name;            ///< of a variable; empty for a temporary
  const Type* type = nullptr;  ///< tells pointers from numbers, and how to print the value
  bool is_variable = false;
  bool has_range = false;  ///< its declaration has a range, and assignments are checked against it
  Range range;  ///< the declared one or that of the type; the range analysis narrows it to the possible values where it
                ///< is alive
  Span span;    ///< of the declaration
  std::uint16_t domain = 0;  ///< for a pointer: index into TransitionSystem::domains, set by the range analysis
};

/// The loop of a `forall` or `exists`: instructions head .. tail, one round for each value of the counter. It is
/// entered at the head only, and left for tail + 1 by its control only. Code that changes instructions must keep this
/// true or remove the entry.
struct Quantifier {
  std::uint32_t head = 0;      ///< counter <= last; if that is false, the next instruction leaves the loop
  std::uint32_t body_end = 0;  ///< makes the result from the value of the body
  std::uint32_t tail = 0;      ///< jumps to the head
  Register counter = 0;

  /// Whether the instruction only counts or decides whether to go on; the others up to body_end are the body.
  bool is_control(std::uint32_t instruction) const {
    return instruction == head || instruction == head + 1 || (instruction > body_end && instruction <= tail);
  }
};

struct Code {
  std::vector<Instruction> instructions;
  std::vector<RegisterInfo> registers;
  std::vector<Quantifier> quantifiers = {};  ///< in order of their tails, so that inner ones come first
};

/// A piece of code without yields, choices or effects; its result says whether something is true in a state, or, if it
/// has a Load `of_next`, of a state and the one after.
struct Predicate {
  Code code;
  std::uint32_t inputs = 0;  ///< registers 0 .. inputs-1 hold the bound variables, outermost first
  Register result = 0;
};

}  // namespace pagerace::system
