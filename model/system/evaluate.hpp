// The meaning of the operations on registers, in one place for the analyses and the interpreter.
#pragma once

#include <limits>

#include "model/system/code.hpp"

namespace pagerace::system {

/// C's conversion to an integer of `bits` bits. 64 bits change nothing: u64 is held as its bit pattern.
inline Value wrapped(Value value, unsigned bits, bool is_signed) {
  if (bits >= 64) return value;
  const Word kept = static_cast<Word>(value) & ((Word{1} << bits) - 1);
  const bool negative = is_signed && (kept >> (bits - 1) & 1) != 0;
  return static_cast<Value>(negative ? kept | ~Word{0} << bits : kept);
}

/// base + count * scale, of Address and PointerAdd: wraps, so that what is far outside an array is not undefined.
inline Value element(Value base, Value count, Value scale) {
  return static_cast<Value>(static_cast<Word>(base) + static_cast<Word>(count) * static_cast<Word>(scale));
}

inline bool is_division(Opcode op) { return op >= Opcode::DivideSigned && op <= Opcode::RemainderUnsigned; }

/// Negate to NotEqual and ToBool. Everything wraps in 64 bits; a shift uses the low six bits of its count (lowering
/// checks counts before). REQUIRES: `b` is not 0 where is_division(op).
inline Value evaluate(Opcode op, Value a, Value b) {
  const Word x = static_cast<Word>(a), y = static_cast<Word>(b);
  switch (op) {
    case Opcode::Negate:
      return static_cast<Value>(Word{0} - x);
    case Opcode::BitNot:
      return ~a;
    case Opcode::LogicalNot:
      return a == 0;
    case Opcode::ToBool:
      return a != 0;
    case Opcode::Multiply:
      return static_cast<Value>(x * y);
    // The least value by -1 overflows, and the processor would trap.
    case Opcode::DivideSigned:
      return b == -1 ? static_cast<Value>(Word{0} - x) : a / b;
    case Opcode::RemainderSigned:
      return b == -1 ? 0 : a % b;
    case Opcode::DivideUnsigned:
      return static_cast<Value>(x / y);
    case Opcode::RemainderUnsigned:
      return static_cast<Value>(x % y);
    case Opcode::Add:
      return static_cast<Value>(x + y);
    case Opcode::Subtract:
      return static_cast<Value>(x - y);
    case Opcode::ShiftLeft:
      return static_cast<Value>(x << (y & 63));
    case Opcode::ShiftRightSigned:
      return a >> (y & 63);
    case Opcode::ShiftRightUnsigned:
      return static_cast<Value>(x >> (y & 63));
    case Opcode::BitAnd:
      return a & b;
    case Opcode::BitOr:
      return a | b;
    case Opcode::BitXor:
      return a ^ b;
    case Opcode::Less:
      return a < b;
    case Opcode::LessEqual:
      return a <= b;
    case Opcode::LessUnsigned:
      return x < y;
    case Opcode::LessEqualUnsigned:
      return x <= y;
    case Opcode::Equal:
      return a == b;
    case Opcode::NotEqual:
      return a != b;
    default:
      return 0;
  }
}

}  // namespace pagerace::system
