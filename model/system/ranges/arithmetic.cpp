#include "model/system/ranges/arithmetic.hpp"

#include <algorithm>
#include <bit>
#include <initializer_list>

#include "model/system/evaluate.hpp"

namespace pagerace::system {
namespace {

__extension__ using Wide = __int128;

/// The hull of exact results; all values if one of them leaves 64 bits.
ValueSet hull(std::initializer_list<Wide> results) {
  const Wide low = std::min(results), high = std::max(results);
  if (low < kLeast || high > kGreatest) return ValueSet::all();
  return ValueSet::between(static_cast<Value>(low), static_cast<Value>(high));
}

/// All ones up to the highest bit of `value`, which is not negative.
Value ones_up_to(Value value) {
  const auto width = std::bit_width(static_cast<Word>(value));
  return static_cast<Value>(width == 0 ? 0 : ~Word{0} >> (64 - width));
}

ValueSet divide_by_part(const Range& a, const Range& b) {
  return hull({Wide{a.low} / b.low, Wide{a.low} / b.high, Wide{a.high} / b.low, Wide{a.high} / b.high});
}

ValueSet divide(const ValueSet& a, const ValueSet& b) {
  // Divisors below and above 0 are treated separately, because the quotient jumps between -1 and 1. 0 is no divisor.
  ValueSet result = ValueSet::none();
  if (b.range.low < 0) result = join(result, divide_by_part(a.range, {b.range.low, std::min<Value>(b.range.high, -1)}));
  if (b.range.high > 0) result = join(result, divide_by_part(a.range, {std::max<Value>(b.range.low, 1), b.range.high}));
  return result;
}

ValueSet remainder(const ValueSet& a, const ValueSet& b) {
  if (b.range.low == kLeast) return ValueSet::all();
  const Value magnitude = std::max(b.range.high, -b.range.low);
  if (magnitude == 0) return ValueSet::none();
  // The sign is that of the dividend, and the size is at most |a| and at most |b| - 1.
  const Value low = std::min<Value>(std::max(a.range.low, 1 - magnitude), 0);
  const Value high = std::max<Value>(std::min(a.range.high, magnitude - 1), 0);
  if (a.range.low >= 0 && b.range.low > a.range.high) return ValueSet::between(a.range.low, a.range.high);
  return ValueSet::between(low, high);
}

ValueSet shift(Opcode op, const ValueSet& a, const ValueSet& b) {
  if (b.range.low < 0 || b.range.high > 62) return ValueSet::all();
  const auto least = static_cast<int>(b.range.low), most = static_cast<int>(b.range.high);
  const auto [low, high] = a.range;
  if (op == Opcode::ShiftLeft) {
    const Wide few = Wide{1} << least, many = Wide{1} << most;
    return hull({low * few, low * many, high * few, high * many});
  }
  if (op == Opcode::ShiftRightUnsigned && low < 0) {
    if (least == 0) return ValueSet::all();
    return ValueSet::between(0, static_cast<Value>(~Word{0} >> least));
  }
  return hull({low >> least, low >> most, high >> least, high >> most});
}

ValueSet bitwise(Opcode op, const ValueSet& a, const ValueSet& b) {
  if (op == Opcode::BitAnd) {
    if (a.is_natural() && b.is_natural()) return ValueSet::between(0, std::min(a.range.high, b.range.high));
    if (a.is_natural()) return ValueSet::between(0, a.range.high);
    if (b.is_natural()) return ValueSet::between(0, b.range.high);
    return ValueSet::all();
  }
  if (!a.is_natural() || !b.is_natural()) return ValueSet::all();
  const Value high = ones_up_to(std::max(a.range.high, b.range.high));
  return ValueSet::between(op == Opcode::BitOr ? std::max(a.range.low, b.range.low) : 0, high);
}

}  // namespace

ValueSet add(const ValueSet& a, const ValueSet& b) {
  return hull({Wide{a.range.low} + b.range.low, Wide{a.range.high} + b.range.high});
}

ValueSet subtract(const ValueSet& a, const ValueSet& b) {
  return hull({Wide{a.range.low} - b.range.high, Wide{a.range.high} - b.range.low});
}

ValueSet multiply(const ValueSet& a, const ValueSet& b) {
  const Range &x = a.range, &y = b.range;
  return hull({Wide{x.low} * y.low, Wide{x.low} * y.high, Wide{x.high} * y.low, Wide{x.high} * y.high});
}

ValueSet arithmetic(Opcode op, const ValueSet& a, const ValueSet& b) {
  if (a.is_single() && (!has(op, kB) || b.is_single()) && !(is_division(op) && b.range.low == 0)) {
    const Value result = evaluate(op, a.range.low, b.range.low);
    return ValueSet::between(result, result);
  }
  const bool natural = a.is_natural() && b.is_natural();
  switch (op) {
    case Opcode::Negate:
      return hull({-Wide{a.range.low}, -Wide{a.range.high}});
    case Opcode::BitNot:
      return ValueSet::between(~a.range.high, ~a.range.low);
    case Opcode::Multiply:
      return multiply(a, b);
    case Opcode::Add:
      return add(a, b);
    case Opcode::Subtract:
      return subtract(a, b);
    case Opcode::DivideUnsigned:
      if (!natural) return ValueSet::all();
      [[fallthrough]];
    case Opcode::DivideSigned:
      return divide(a, b);
    case Opcode::RemainderUnsigned:
      if (!natural) return ValueSet::all();
      [[fallthrough]];
    case Opcode::RemainderSigned:
      return remainder(a, b);
    case Opcode::ShiftLeft:
    case Opcode::ShiftRightSigned:
    case Opcode::ShiftRightUnsigned:
      return shift(op, a, b);
    case Opcode::BitAnd:
    case Opcode::BitOr:
    case Opcode::BitXor:
      return bitwise(op, a, b);
    case Opcode::LogicalNot:
    case Opcode::ToBool:
      PAGERACE_CASES(PAGERACE_COMPARISON_OPCODES)
      return ValueSet::between(0, 1);
      PAGERACE_CASES(PAGERACE_OTHER_OPCODES)
      break;
  }
  return ValueSet::all();
}

}  // namespace pagerace::system
