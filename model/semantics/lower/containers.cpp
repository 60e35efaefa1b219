// container_of(): from the address of a member to that of the struct.
#include <fmt/format.h>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

/// A pointer to a member is the number of its cell, which lies at the same distance from the first cell of every struct
/// of the type. Only pointers to that member lead to one.
Register Emitter::container_of(const Expr& expr) {
  const Type* structure = expr.type->element;
  const Member member{structure, expr.path};
  const Register part = value(*expr.operands[0]);
  const Register result = as_.fresh(expr.type);
  const Label end = as_.label();
  if (expr.or_null) {
    as_.emit({.op = Opcode::Constant, .dst = result, .imm = 0, .span = expr.span});
    as_.branch_zero(part, end, expr.span);
  }
  as_.check_member(part, memory_.member_table(member), expr.span);
  const Value back = -static_cast<Value>(memory_.offset(member));
  as_.emit({.op = Opcode::Address, .dst = result, .a = part, .imm = back, .scale = 1, .span = expr.span});
  as_.bind(end);
  return result;
}

}  // namespace pagerace::semantics
