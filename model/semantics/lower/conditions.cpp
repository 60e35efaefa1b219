// Conditions of statements, lowered to branches. A value 0 or 1 that two ways lead to would say nothing of how it came
// about. With a branch for each part, the range analysis knows in `if (order < 2 && f(order))` that f gets 0 or 1.
#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

namespace {

const Expr& without_truth_conversion(const Expr& expr) {
  const bool is_truth = expr.kind == ExprKind::Convert && expr.type->kind == TypeKind::Bool;
  return is_truth ? without_truth_conversion(*expr.operands[0]) : expr;
}

/// Whether the value is that of `x++` or `x--`, perhaps converted or compared with a constant; returns that expression.
const Expr* postfix_in(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Increment:
      return expr.postfix && !expr.operands[0]->type->is_pointer() ? &expr : nullptr;
    case ExprKind::Convert:
      return postfix_in(*expr.operands[0]);
    case ExprKind::Less:
    case ExprKind::LessEqual:
    case ExprKind::Equal:
    case ExprKind::NotEqual:
      if (expr.operands[1]->kind == ExprKind::Constant) return postfix_in(*expr.operands[0]);
      if (expr.operands[0]->kind == ExprKind::Constant) return postfix_in(*expr.operands[1]);
      return nullptr;
    default:
      return nullptr;
  }
}

}  // namespace

void Emitter::branch_unless(const Expr& condition, Label target) {
  const Expr& expr = without_truth_conversion(condition);
  if (expr.kind == ExprKind::LogicalNot) return branch_if(*expr.operands[0], target);
  if (expr.kind == ExprKind::LogicalAnd) {
    branch_unless(*expr.operands[0], target);
    return branch_unless(*expr.operands[1], target);
  }
  if (expr.kind == ExprKind::LogicalOr) {
    const Label is_true = as_.label();
    branch_if(*expr.operands[0], is_true);
    branch_unless(*expr.operands[1], target);
    return as_.bind(is_true);
  }
  if (const Expr* step = postfix_in(expr)) return branch_after_step(expr, *step, target, false);
  as_.branch_zero(value(expr), target, expr.span);
}

void Emitter::branch_if(const Expr& condition, Label target) {
  const Expr& expr = without_truth_conversion(condition);
  if (expr.kind == ExprKind::LogicalNot) return branch_unless(*expr.operands[0], target);
  if (expr.kind == ExprKind::LogicalOr) {
    branch_if(*expr.operands[0], target);
    return branch_if(*expr.operands[1], target);
  }
  if (expr.kind == ExprKind::LogicalAnd) {
    const Label is_false = as_.label();
    branch_unless(*expr.operands[0], is_false);
    branch_if(*expr.operands[1], target);
    return as_.bind(is_false);
  }
  if (const Expr* step = postfix_in(expr)) return branch_after_step(expr, *step, target, true);
  as_.branch_zero(as_.unary(Opcode::LogicalNot, value(expr), int_type(), expr.span), target, expr.span);
}

/// `while (nr--)`: the old value decides. A local is changed on each of the two ways, where its old value is known
/// better.
void Emitter::branch_after_step(const Expr& expr, const Expr& step, Label target, bool when_true) {
  const Place place = this->place(*step.operands[0]);
  const Register before = as_.fresh(step.operands[0]->type);
  as_.move(before, load(place, Ordering::Plain, step.span), step.span);
  if (place.kind != Place::Kind::Local) increment_from(step, place, before);
  const KnownValue outer = std::exchange(known_value_, {&step, before});
  const Register decides = value(expr);
  known_value_ = outer;
  if (place.kind != Place::Kind::Local) {
    const Register zero = when_true ? as_.unary(Opcode::LogicalNot, decides, int_type(), expr.span) : decides;
    return as_.branch_zero(zero, target, expr.span);
  }
  const Label is_false = as_.label();
  const Label end = as_.label();
  as_.branch_zero(decides, is_false, expr.span);
  increment_from(step, place, before);
  as_.jump(when_true ? target : end, expr.span);
  as_.bind(is_false);
  increment_from(step, place, before);
  as_.jump(when_true ? end : target, expr.span);
  as_.bind(end);
}

}  // namespace pagerace::semantics
