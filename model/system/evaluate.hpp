// The meaning of instructions that compute something from registers, in one place for the analyses, the interpreter and
// what native code decides while it is written. Nothing here depends on a state.
#pragma once

#include <optional>

#include "model/system/operations.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// C's conversion to an integer of `bits` bits. 64 bits change nothing: u64 is held as its bit pattern.
inline Value wrapped(Value value, unsigned bits, bool is_signed) {
  return static_cast<Value>(operations::wrap(static_cast<Word>(value), bits, is_signed));
}

/// base + count * scale, of Address and PointerAdd: wraps, so that what is far outside an array is not undefined.
inline Value element(Value base, Value count, Value scale) {
  return static_cast<Value>(static_cast<Word>(base) + static_cast<Word>(count) * static_cast<Word>(scale));
}

/// Of PAGERACE_ARITHMETIC_OPCODES; throws std::logic_error for any other. A shift uses the low six bits of its count
/// (lowering checks counts before). REQUIRES: `b` is not 0 where is_division(op).
Value evaluate(Opcode op, Value a, Value b);

/// Whether one of the table's objects begins at the pointer's cell.
bool is_object(const PointeeTable& table, Value pointer);

/// Whether a pointer may be moved so. One past an array may be where the next one begins: whichever array the pointer
/// is taken to belong to, it must stay there.
bool stays(const PointeeTable& table, Value from, Value to);

/// The result of the instruction, where its operands have these values; 0 if it has none. Nothing where it fails. An
/// operand that is no register is 0, or 1 where Operand says so. Throws std::logic_error for what depends on more than
/// operands: Self, Instance, Choose, Load, Store.
std::optional<Value> compute(const TransitionSystem& system, const Instruction& at, Value a, Value b);

}  // namespace pagerace::system
