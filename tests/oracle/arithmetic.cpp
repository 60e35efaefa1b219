#include "tests/oracle/arithmetic.hpp"

#include <cstdint>
#include <stdexcept>

namespace pagerace::oracle {

using semantics::ExprKind;
using system::Check;
using system::TypeKind;

namespace {

int bits_of(const Type* type) { return type->kind == TypeKind::Integer ? type->bits : 32; }
bool is_signed(const Type* type) { return type->kind != TypeKind::Integer || type->is_signed; }

/// The low bits, read as the type reads them.
Value wrapped(Exact value, const Type* type) {
  const int bits = bits_of(type);
  const auto low = static_cast<std::uint64_t>(value);
  switch (bits) {
    case 8:
      return is_signed(type) ? Value{static_cast<std::int8_t>(low)} : Value{static_cast<std::uint8_t>(low)};
    case 16:
      return is_signed(type) ? Value{static_cast<std::int16_t>(low)} : Value{static_cast<std::uint16_t>(low)};
    case 32:
      return is_signed(type) ? Value{static_cast<std::int32_t>(low)} : Value{static_cast<std::uint32_t>(low)};
    default:
      return static_cast<Value>(low);
  }
}

/// A result of arithmetic: unsigned wraps, signed must fit.
Value result(Exact value, const Type* type) {
  const Value low = wrapped(value, type);
  if (is_signed(type) && low != value) throw Failed{Check::ValueRange};
  return low;
}

Value shifted(ExprKind op, const Type* type, Value left, Exact count) {
  if (count < 0 || count >= bits_of(type)) throw Failed{Check::Arithmetic};
  const int by = static_cast<int>(count);
  if (op == ExprKind::ShiftRight) return result(exact(left, type) >> by, type);
  if (!is_signed(type)) return wrapped(static_cast<std::uint64_t>(left) << by, type);
  return result(exact(left, type) * (Exact{1} << by), type);
}

}  // namespace

Exact exact(Value value, const Type* type) {
  const bool is_u64 = type->kind == TypeKind::Integer && type->bits == 64 && !type->is_signed;
  return is_u64 ? Exact{static_cast<std::uint64_t>(value)} : Exact{value};
}

Value converted(Value value, const Type* from, const Type* to) {
  return to->kind == TypeKind::Bool ? value : wrapped(exact(value, from), to);
}

Value assigned(Value value, const Type* from, const Type* to) {
  const Value low = converted(value, from, to);
  const system::Range range = to->range();
  if (exact(low, to) != exact(value, from) || low < range.low || low > range.high) throw Failed{Check::ValueRange};
  return low;
}

Value compute(ExprKind op, const Type* type, Value left, Value right, const Type* count) {
  const Exact a = exact(left, type), b = exact(right, type);
  switch (op) {
    case ExprKind::Multiply:
      return result(a * b, type);
    case ExprKind::Divide:
      if (b == 0) throw Failed{Check::Arithmetic};
      return result(a / b, type);
    case ExprKind::Remainder:
      if (b == 0) throw Failed{Check::Arithmetic};
      return result(a % b, type);
    case ExprKind::Add:
      return result(a + b, type);
    case ExprKind::Subtract:
      return result(a - b, type);
    case ExprKind::ShiftLeft:
    case ExprKind::ShiftRight:
      return shifted(op, type, left, exact(right, count));
    case ExprKind::BitAnd:
      return left & right;
    case ExprKind::BitOr:
      return left | right;
    case ExprKind::BitXor:
      return left ^ right;
    default:
      throw std::logic_error("no arithmetic");
  }
}

Value negated(Value value, const Type* type) { return result(-exact(value, type), type); }
Value complement(Value value, const Type* type) { return wrapped(~exact(value, type), type); }

}  // namespace pagerace::oracle
