// Signed arithmetic that leaves 64 bits. Narrower results are computed in 64 bits and then compared with the range of
// their type. For 64 bits there is no wider type, so the check must use the result itself.
#include <limits>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

void Emitter::fail_overflow(Register overflows, Span span) {
  as_.fail(overflows, Check::ValueRange, "signed overflow", span);
}

void Emitter::check_overflow(ExprKind kind, Register a, Register b, Register result, const Type* type, Span span) {
  const auto differ = [&](Register x, Register y) { return as_.binary(Opcode::BitXor, x, y, type, span); };
  const auto both_negative = [&](Register x, Register y) {
    const Register signs = as_.binary(Opcode::BitAnd, x, y, type, span);
    return as_.binary(Opcode::Less, signs, as_.constant(0, type, span), int_type(), span);
  };
  const auto is = [&](Register x, Value value) {
    return as_.binary(Opcode::Equal, x, as_.constant(value, type, span), int_type(), span);
  };
  switch (kind) {
    case ExprKind::Add:  // the operands have one sign, and the sum has the other
      return fail_overflow(both_negative(differ(a, result), differ(b, result)), span);
    case ExprKind::Subtract:  // the signs differ, and the difference does not have the first one
      return fail_overflow(both_negative(differ(a, b), differ(a, result)), span);
    case ExprKind::Multiply:
      return check_product(a, b, result, type, span);
    case ExprKind::ShiftLeft: {
      const Register back = as_.binary(Opcode::ShiftRightSigned, result, b, type, span);
      return fail_overflow(as_.binary(Opcode::NotEqual, back, a, int_type(), span), span);
    }
    case ExprKind::Divide: {
      const Register least = is(a, std::numeric_limits<Value>::min());
      return fail_overflow(as_.binary(Opcode::BitAnd, least, is(b, -1), int_type(), span), span);
    }
    default:
      return;
  }
}

/// Dividing the product must give back the operands. Both are checked, since the least value times -1 gives itself.
void Emitter::check_product(Register a, Register b, Register result, const Type* type, Span span) {
  const Label fits = as_.label();
  as_.branch_zero(a, fits, span);
  as_.branch_zero(b, fits, span);
  const auto check_back = [&](Register divisor, Register other) {
    const Register back = as_.binary(Opcode::DivideSigned, result, divisor, type, span);
    fail_overflow(as_.binary(Opcode::NotEqual, back, other, int_type(), span), span);
  };
  check_back(b, a);
  check_back(a, b);
  as_.bind(fits);
}

}  // namespace pagerace::semantics
