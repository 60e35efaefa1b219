// The operations on registers, one function each. The interpreter, the analyses and native code all call them, by their
// names in model/system/opcode.def. Every value is a Word here. This header includes nothing large, because it is also
// compiled at run time.
#pragma once

#include "model/system/word.hpp"

namespace pagerace::system::operations {

inline Value signed_of(Word a) { return static_cast<Value>(a); }

// All operations wrap in 64 bits.
inline Word negate(Word a) { return Word{0} - a; }
inline Word bit_not(Word a) { return ~a; }
inline Word logical_not(Word a) { return a == 0; }
inline Word to_bool(Word a) { return a != 0; }

inline Word multiply(Word a, Word b) { return a * b; }
inline Word add(Word a, Word b) { return a + b; }
inline Word subtract(Word a, Word b) { return a - b; }
inline Word bit_and(Word a, Word b) { return a & b; }
inline Word bit_or(Word a, Word b) { return a | b; }
inline Word bit_xor(Word a, Word b) { return a ^ b; }

// Shifts use the low six bits of the count.
inline Word shift_left(Word a, Word b) { return a << (b & 63); }
inline Word shift_right_unsigned(Word a, Word b) { return a >> (b & 63); }
inline Word shift_right_signed(Word a, Word b) { return static_cast<Word>(signed_of(a) >> (b & 63)); }

// REQUIRES: b is not 0. The least value divided by -1 overflows, and the processor would trap.
inline Word divide_signed(Word a, Word b) {
  return b == ~Word{0} ? Word{0} - a : static_cast<Word>(signed_of(a) / signed_of(b));
}
inline Word remainder_signed(Word a, Word b) {
  return b == ~Word{0} ? 0 : static_cast<Word>(signed_of(a) % signed_of(b));
}
inline Word divide_unsigned(Word a, Word b) { return a / b; }
inline Word remainder_unsigned(Word a, Word b) { return a % b; }

inline Word less(Word a, Word b) { return signed_of(a) < signed_of(b); }
inline Word less_equal(Word a, Word b) { return signed_of(a) <= signed_of(b); }
inline Word less_unsigned(Word a, Word b) { return a < b; }
inline Word less_equal_unsigned(Word a, Word b) { return a <= b; }
inline Word equal(Word a, Word b) { return a == b; }
inline Word not_equal(Word a, Word b) { return a != b; }

/// C's conversion to an integer of `bits` bits, at least 1. 64 bits change nothing.
inline Word wrap(Word a, unsigned bits, bool is_signed) {
  if (bits >= 64) return a;
  const Word kept = a & ((Word{1} << bits) - 1);
  const bool is_negative = is_signed && (kept >> (bits - 1) & 1) != 0;
  return is_negative ? kept | ~Word{0} << bits : kept;
}

/// Compares as signed numbers.
inline bool is_outside(Word a, Word low, Word high) {
  return signed_of(a) < signed_of(low) || signed_of(a) > signed_of(high);
}
inline bool is_within(Word a, Word low, Word high) { return !is_outside(a, low, high); }

}  // namespace pagerace::system::operations
