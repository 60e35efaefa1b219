// The instructions that steps are made of: a register machine over 64-bit values.
//
// A thread is one piece of code. `Yield` ends a step: what stands between two yields happens in one piece, so the
// places after the yields are the locations of the thread's control-flow graph, and lowering decides where they are
// (docs/language.md, section 5). Every engine executes exactly this.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "model/system/types.hpp"
#include "model/system/word.hpp"

namespace pagerace::system {

using source::Span;

using Register = std::uint32_t;

inline constexpr Register kNoRegister = std::numeric_limits<Register>::max();

enum class Opcode : std::uint8_t {
  // registers[dst] = ...
  Constant,  // imm
  Move,      // a
  Self,      // number of the running thread, from 1; 0 in init
  Instance,  // number of the thread among those alike, from 0
  Negate,
  BitNot,
  LogicalNot,  // a
  Multiply,
  DivideSigned,
  DivideUnsigned,
  RemainderSigned,
  RemainderUnsigned,
  Add,
  Subtract,
  ShiftLeft,
  ShiftRightSigned,
  ShiftRightUnsigned,
  BitAnd,
  BitOr,
  BitXor,  // a, b; see evaluate.hpp
  Less,
  LessEqual,
  LessUnsigned,
  LessEqualUnsigned,
  Equal,
  NotEqual,  // a, b; 0 or 1
  Wrap,      // a, to `bits` bits, signed or not by `is_signed`: C's conversion between integers
  ToBool,    // a != 0
  Address,   // imm + a * scale; a may be kNoRegister
  Choose,    // any value from registers[a] to registers[b]: one successor each; none where a > b
  Load,      // cell imm + registers[a] (a may be kNoRegister); accesses[side]
  // no result
  Store,       // cell imm + registers[a] = registers[b]; outside the cell's range: fails as value_range; accesses[side]
  FenceOp,     // fences: accesses[side] says which
  Jump,        // to target
  BranchZero,  // to target if registers[a] is 0
  Assume,      // registers[a] is 0: this way is blocked
  Fail,        // registers[a] is not 0 (or a is kNoRegister): failures[side], the step ends here and has no successor
  Report,      // registers[a] is not 0: failures[side], and the step goes on. Counts as reached either way
  CheckRange,  // registers[a] not in ranges[target]: failures[side], as Fail
  CheckPointer,  // registers[a] is NULL, or one past an array of pointee table `target`: failures null_pointer or
                 // out_of_bounds; side is unused, the failures are made from the span
  PointerAdd,    // dst = registers[a] + registers[b] * scale, within its array of pointee table `target`, else
                 // out_of_bounds
  Yield,         // the step ends: the thread is at locations[side]
  Mark,          // for readers of traces and for coverage: marks[side]
};

struct Instruction {
  Opcode op = Opcode::Constant;
  std::uint8_t bits = 0;   ///< Wrap
  bool is_signed = false;  ///< Wrap
  Register dst = kNoRegister;
  Register a = kNoRegister;
  Register b = kNoRegister;
  Value imm = 0;
  std::int32_t scale = 0;
  std::uint32_t target = 0;
  std::uint32_t side = 0;
  Span span = {};
};

struct RegisterInfo {
  std::string name;            ///< of a variable; empty for a temporary
  const Type* type = nullptr;  ///< tells pointers from numbers, and how to print
  bool is_variable = false;
  bool has_range = false;    ///< declared; assignments are checked against it
  Range range;               ///< declared, or of the type; narrowed by the range analysis to what it can be
                             ///< at the locations where it is alive
  Span span;                 ///< of the declaration
  std::uint16_t domain = 0;  ///< of a pointer, set by the range analysis: TransitionSystem::domains
};

/// The loop that a `forall` or `exists` became: instructions head .. tail, one round for each value of the counter. It
/// is entered at the head only, and left for tail + 1 by its control only. Whoever changes code keeps this true, or
/// takes the entry out.
struct Quantifier {
  std::uint32_t head = 0;      ///< counter <= last; where that is false, the instruction behind it leaves
  std::uint32_t body_end = 0;  ///< makes the result from the value of the body
  std::uint32_t tail = 0;      ///< jumps to the head
  Register counter = 0;

  /// What only counts and decides whether to go on; the others up to body_end are the body.
  bool is_control(std::uint32_t instruction) const {
    return instruction == head || instruction == head + 1 || (instruction > body_end && instruction <= tail);
  }
};

struct Code {
  std::vector<Instruction> instructions;
  std::vector<RegisterInfo> registers;
  std::vector<Quantifier> quantifiers = {};  ///< by their tails, so that inner ones come first
};

/// A piece of code without yields, choices or effects; its result is whether something is true in a state.
struct Predicate {
  Code code;
  std::uint32_t inputs = 0;  ///< registers 0 .. inputs-1 hold the bound variables, outermost first
  Register result = 0;
};

}  // namespace pagerace::system
