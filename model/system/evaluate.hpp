// The meaning of instructions that compute a result from registers. The analyses, the interpreter, and native code (for
// what it decides while it is generated) all use it. Nothing here depends on a state.
#pragma once

#include <optional>

#include "model/system/operations.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// C's conversion to an integer of `bits` bits. 64 bits change nothing: a u64 is held as its bit pattern.
inline Value wrapped(Value value, unsigned bits, bool is_signed) {
  return static_cast<Value>(operations::wrap(static_cast<Word>(value), bits, is_signed));
}

/// base + count * scale, for Address and PointerAdd. It wraps, so that a result far outside an array is not undefined.
inline Value element(Value base, Value count, Value scale) {
  return static_cast<Value>(static_cast<Word>(base) + static_cast<Word>(count) * static_cast<Word>(scale));
}

/// Evaluates one of PAGERACE_ARITHMETIC_OPCODES; throws std::logic_error for any other. A shift uses the low six bits
/// of its count (lowering checks counts before). REQUIRES: `b` is not 0 if is_division(op).
Value evaluate(Opcode op, Value a, Value b);

/// Whether one of the table's objects begins at the pointer's cell.
bool is_object(const PointeeTable& table, Value pointer);

/// Whether a pointer may be moved so: one array must contain both values, one past its end included. If `from` is one
/// past an array and the beginning of the next one, the pointer may stay in either.
bool stays(const PointeeTable& table, Value from, Value to);

/// The result of the instruction if its operands have these values; 0 if it has no result. Empty if it fails. An
/// operand that is not a register is 0, or 1 if Operand says so. Throws std::logic_error for instructions that depend
/// on more than operands: Self, Instance, Choose, Load, Store.
std::optional<Value> compute(const TransitionSystem& system, const Instruction& at, Value a, Value b);

}  // namespace pagerace::system
