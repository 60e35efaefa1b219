// forall and exists: loops that stop at the first value that decides. And next: what a formula says of the state after.
#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

namespace {

/// Whether the bounds are u64 and may be so great that only an unsigned comparison is right.
bool may_pass_2_63(const Expr& expr) {
  const Type* type = expr.operands[0]->type;
  if (type->kind != TypeKind::Integer || type->bits != 64 || type->is_signed) return false;
  const auto is_small = [](const Expr& bound) { return bound.kind == ExprKind::Constant && bound.value >= 0; };
  return !is_small(*expr.operands[0]) || !is_small(*expr.operands[1]);
}

}  // namespace

const Expr& peeled(const Expr& expr) {
  if (expr.kind == ExprKind::Convert && expr.type->kind == TypeKind::Bool) return peeled(*expr.operands[0]);
  return expr;
}

template <class Body>
Register Emitter::quantified(const Expr& expr, bool universal, Body body) {
  const Span span = expr.span;
  const bool over_array = expr.operands.size() == 2;
  const Register result = as_.fresh(int_type());
  const Register at = as_.fresh(over_array ? int_type() : expr.operands[0]->type);
  const Place array = over_array ? place(*expr.operands[0]) : Place{};
  as_.move(at, over_array ? as_.constant(0, int_type(), span) : value_copy(*expr.operands[0]), span);
  const Register last = over_array ? as_.constant(static_cast<Value>(array.type->count) - 1, int_type(), span)
                                   : value_copy(*expr.operands[1]);
  const bool as_unsigned = !over_array && may_pass_2_63(expr);
  const Label head = as_.label();
  const Label end = as_.label();
  as_.emit({.op = Opcode::Constant, .dst = result, .imm = universal ? 1 : 0, .span = span});
  as_.bind(head);
  system::Quantifier loop{.head = as_.here(), .counter = at};
  const Opcode less_equal = as_unsigned ? Opcode::LessEqualUnsigned : Opcode::LessEqual;
  as_.branch_zero(as_.binary(less_equal, at, last, int_type(), span), end, span);
  Frame scope;
  scope.outer = frame_;
  scope.bindings[expr.variable] = {Binding::Kind::Register, over_array ? element_address(array, at, expr) : at, {}};
  frame_ = &scope;
  const std::size_t exits = as_.exits();
  const Register holds = body();
  frame_ = scope.outer;
  loop.body_end = as_.emit({.op = Opcode::ToBool, .dst = result, .a = holds, .span = span});
  const Register undecided = universal ? result : as_.unary(Opcode::LogicalNot, result, int_type(), span);
  as_.branch_zero(undecided, end, span);
  const Opcode less = as_unsigned ? Opcode::LessUnsigned : Opcode::Less;
  as_.branch_zero(as_.binary(less, at, last, int_type(), span), end, span);
  as_.move(at, as_.binary(Opcode::Add, at, as_.constant(1, int_type(), span), int_type(), span), span);
  as_.jump(head, span);
  loop.tail = as_.here() - 1;
  // Others may be left in the middle, or go over numbers of which none is alike.
  const bool is_known = as_.exits() == exits && expr.kind != ExprKind::Count && !as_unsigned;
  if (is_known) as_.code().quantifiers.push_back(loop);
  as_.bind(end);
  return result;
}

/// Every round is gone through, and adds 0 or 1.
Register Emitter::counted(const Expr& expr) {
  const Register total = as_.fresh(int_type());
  as_.emit({.op = Opcode::Constant, .dst = total, .imm = 0, .span = expr.span});
  quantified(expr, true, [&] {
    const Register holds = as_.unary(Opcode::ToBool, value(*expr.operands.back()), int_type(), expr.span);
    as_.move(total, as_.binary(Opcode::Add, total, holds, int_type(), expr.span), expr.span);
    return as_.constant(1, int_type(), expr.span);
  });
  return total;
}

Register Emitter::quantifier(const Expr& expr) {
  if (expr.kind == ExprKind::Count) return counted(expr);
  return quantified(expr, expr.kind == ExprKind::Forall, [&] { return value(*expr.operands.back()); });
}

Register Emitter::next(const Expr& expr) {
  of_next_ = true;
  const Register holds = value(*expr.operands[0]);
  of_next_ = false;
  return holds;
}

Register Emitter::formula(const Expr& expr, const std::vector<const Variable*>& inputs, bool of_next) {
  of_next_ = of_next;
  Frame frame;
  for (const Variable* input : inputs)
    frame.bindings[input] = {Binding::Kind::Register, as_.variable(*input, input->name), {}};
  frame_ = &frame;
  const Register result = value_copy(expr);
  frame_ = nullptr;
  return as_.unary(Opcode::ToBool, result, int_type(), expr.span);
}

Register Emitter::antecedent(const std::vector<const Expr*>& path, std::size_t at) {
  const Expr& expr = *path[at];
  const bool is_imply = expr.kind == ExprKind::Imply;
  const auto left = [&] { return as_.unary(Opcode::ToBool, value(*expr.operands[0]), int_type(), expr.span); };
  if (at + 1 == path.size()) return left();
  if (expr.kind == ExprKind::Next) {
    of_next_ = true;
    const Register found = antecedent(path, at + 1);
    of_next_ = false;
    return found;
  }
  if (expr.kind == ExprKind::Forall || expr.kind == ExprKind::Exists)
    return quantified(expr, false, [&] { return antecedent(path, at + 1); });
  // In the right side of another implication it says something only if that one's left side is true too.
  const bool is_right = is_imply && &peeled(*expr.operands[1]) == path[at + 1];
  if (!is_right) return antecedent(path, at + 1);
  const Register result = as_.fresh(int_type());
  const Label end = as_.label();
  as_.emit({.op = Opcode::Constant, .dst = result, .imm = 0, .span = expr.span});
  as_.branch_zero(left(), end, expr.span);
  as_.move(result, antecedent(path, at + 1), expr.span);
  as_.bind(end);
  return result;
}

}  // namespace pagerace::semantics
