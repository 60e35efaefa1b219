#include "model/semantics/fold.hpp"

namespace pagerace::semantics {

namespace {

__extension__ using Wide = __int128;  // holds every product of two 64-bit values

bool is_u64(const Type* type) { return type->kind == TypeKind::Integer && type->bits == 64 && !type->is_signed; }

Wide widen(Value value, const Type* type) {
  return is_u64(type) ? static_cast<Wide>(static_cast<std::uint64_t>(value)) : static_cast<Wide>(value);
}

/// An unsigned result is cut to its bits; a signed result that does not fit has no meaning.
std::optional<Value> finish(Wide result, const Type* type) {
  const auto cut = wrapped(static_cast<Value>(static_cast<std::uint64_t>(result)), type);
  if (widen(cut, type) == result || !type->is_signed) return cut;
  return std::nullopt;
}

std::optional<Value> fold_shift(ExprKind kind, Wide left, Value count, const Type* type) {
  if (count < 0 || count >= type->bits) return std::nullopt;
  if (kind == ExprKind::ShiftRight) return static_cast<Value>(left >> count);
  return finish(left << count, type);
}

}  // namespace

Value wrapped(Value value, const Type* type) {
  if (type->kind == TypeKind::Bool) return value != 0;
  if (type->kind != TypeKind::Integer && type->kind != TypeKind::Enum) return value;
  const int bits = type->kind == TypeKind::Enum ? 32 : type->bits;
  const bool is_signed = type->kind == TypeKind::Enum || type->is_signed;
  if (bits == 64) return value;
  const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
  const std::uint64_t cut = static_cast<std::uint64_t>(value) & mask;
  const bool negative = is_signed && (cut >> (bits - 1)) != 0;
  return static_cast<Value>(negative ? cut | ~mask : cut);
}

bool fits(Value value, const Type* from, const Type* to) {
  if (to->kind == TypeKind::Bool) return true;
  if (is_u64(to)) return widen(value, from) >= 0;
  const Range range = to->range();
  const Wide wide = widen(value, from);
  return wide >= range.low && wide <= range.high;
}

bool in_range(Value value, const Type* from, const Range& range, const Type* to) {
  if (is_u64(to) && range == to->range()) return fits(value, from, to);
  const Wide wide = widen(value, from);
  return wide >= widen(range.low, to) && wide <= widen(range.high, to);
}

std::optional<Value> fold_unary(ExprKind kind, Value operand, const Type* type) {
  switch (kind) {
    case ExprKind::Negate:
      return finish(-widen(operand, type), type);
    case ExprKind::BitNot:
      return wrapped(~operand, type);
    case ExprKind::LogicalNot:
      return operand == 0;
    default:
      return std::nullopt;
  }
}

std::optional<Value> fold_binary(ExprKind kind, Value left, Value right, const Type* type) {
  const Wide a = widen(left, type);
  const Wide b = widen(right, type);
  switch (kind) {
    case ExprKind::Multiply:
      // The product of two u64 does not fit even in 128 signed bits. It wraps, so 64 bits are enough.
      if (is_u64(type)) return static_cast<Value>(static_cast<std::uint64_t>(left) * static_cast<std::uint64_t>(right));
      return finish(a * b, type);
    case ExprKind::Add:
      return finish(a + b, type);
    case ExprKind::Subtract:
      return finish(a - b, type);
    case ExprKind::Divide:
      return b == 0 ? std::nullopt : finish(a / b, type);
    case ExprKind::Remainder:
      return b == 0 || !finish(a / b, type) ? std::nullopt : finish(a % b, type);
    case ExprKind::ShiftLeft:
    case ExprKind::ShiftRight:
      return fold_shift(kind, a, right, type);
    case ExprKind::BitAnd:
      return left & right;
    case ExprKind::BitOr:
      return left | right;
    case ExprKind::BitXor:
      return left ^ right;
    case ExprKind::Less:
      return a < b;
    case ExprKind::LessEqual:
      return a <= b;
    case ExprKind::Equal:
      return a == b;
    case ExprKind::NotEqual:
      return a != b;
    default:
      return std::nullopt;
  }
}

std::string print_number(Value value, const Type* type) {
  return is_u64(type) ? std::to_string(static_cast<std::uint64_t>(value)) : std::to_string(value);
}

}  // namespace pagerace::semantics
