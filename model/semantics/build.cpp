#include "model/semantics/build.hpp"

#include <algorithm>

#include "model/semantics/fold.hpp"

namespace pagerace::semantics {

ExprPtr make_constant(Value value, const Type* type, Span span) {
  auto expr = make(ExprKind::Constant, type, span);
  expr->value = value;
  return expr;
}

ExprPtr make_unary(ExprKind kind, const Type* result, Span span, ExprPtr operand) {
  if (is_constant(*operand))
    if (const auto folded = fold_unary(kind, operand->value, operand->type))
      return make_constant(*folded, result, span);
  return make(kind, result, span, std::move(operand));
}

ExprPtr make_binary(ExprKind kind, const Type* result, Span span, ExprPtr left, ExprPtr right) {
  if (is_constant(*left) && is_constant(*right))
    if (const auto folded = fold_binary(kind, left->value, right->value, left->type))
      return make_constant(*folded, result, span);
  return make(kind, result, span, std::move(left), std::move(right));
}

const Variable* root_of(const Expr& place) {
  switch (place.kind) {
    case ExprKind::VariablePlace:
      return place.variable;
    case ExprKind::Element:
    case ExprKind::Member:
      return root_of(*place.operands[0]);
    default:
      return nullptr;
  }
}

// The program owns its variables, and the check fills them in; nodes hold them as const for the later stages.
Variable* root_of(Expr& place) { return const_cast<Variable*>(root_of(std::as_const(place))); }

bool is_truth_value(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::LogicalNot:
    case ExprKind::Less:
    case ExprKind::LessEqual:
    case ExprKind::Equal:
    case ExprKind::NotEqual:
    case ExprKind::LogicalAnd:
    case ExprKind::LogicalOr:
    case ExprKind::Imply:
    case ExprKind::Equivalent:
    case ExprKind::Next:
    case ExprKind::Forall:
    case ExprKind::Exists:
    case ExprKind::FailIf:
    case ExprKind::TryCompareExchange:
      return true;
    case ExprKind::Constant:
      return expr.value == 0 || expr.value == 1;
    case ExprKind::Convert:
      return is_truth_value(*expr.operands[0]);
    default:
      return expr.type->kind == TypeKind::Bool;
  }
}

bool is_quiet(const Expr& expr) {
  if (expr.kind == ExprKind::VariablePlace) {
    const Variable& variable = *expr.variable;
    const bool own = variable.storage != Storage::Shared && variable.storage != Storage::Ghost;
    return own && !variable.address_taken;
  }
  if (expr.kind == ExprKind::Dereference || expr.kind == ExprKind::AnyElement || expr.kind == ExprKind::AnyRange)
    return false;
  if (has_side_effect(expr)) return false;
  return std::all_of(expr.operands.begin(), expr.operands.end(),
                     [](const auto& operand) { return is_quiet(*operand); });
}

bool has_side_effect(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Assign:
    case ExprKind::CompoundAssign:
    case ExprKind::Increment:
    case ExprKind::Call:
    case ExprKind::Exchange:
    case ExprKind::CompareExchange:
    case ExprKind::TryCompareExchange:
    case ExprKind::FenceExpr:
    case ExprKind::WaitEvent:
    case ExprKind::Yield:
    case ExprKind::Fail:
    case ExprKind::FailIf:
    case ExprKind::Assert:
    case ExprKind::Poison:
    case ExprKind::Unpoison:
    case ExprKind::Allocate:
    case ExprKind::LockFault:
    case ExprKind::Own:  // where it is evaluated decides to which step it belongs
      return true;
    default:
      return std::any_of(expr.operands.begin(), expr.operands.end(),
                         [](const auto& operand) { return has_side_effect(*operand); });
  }
}

}  // namespace pagerace::semantics
