// Arithmetic, comparisons, and pointers that move within their array.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/function_types.hpp"

namespace pagerace::semantics {

bool Expressions::is_number(const Expr& expr, const std::string& what) {
  if (expr.type->is_arithmetic() && !context_.function_types->is(expr.type)) return true;
  context_.error(expr.span, fmt::format("{} needs a number, and this is {}", what, quoted(expr.type->spelling())));
  return false;
}

ExprPtr Expressions::promoted(ExprPtr expr) {
  const Type* type = promoted_type(types_, *expr);
  return converted(context_, std::move(expr), type);
}

ExprPtr Expressions::arithmetic(ExprKind kind, ExprPtr left, ExprPtr right, Span span) {
  const bool left_fits = is_number(*left, "this operator");
  const bool right_fits = is_number(*right, "this operator");
  if (!left_fits || !right_fits) return nullptr;
  const Type* common = common_type(types_, promoted_type(types_, *left), promoted_type(types_, *right));
  left = converted(context_, promoted(std::move(left)), common);
  right = converted(context_, promoted(std::move(right)), common);
  return make_binary(kind, common, span, std::move(left), std::move(right));
}

ExprPtr Expressions::shift(ExprKind kind, ExprPtr left, ExprPtr right, Span span) {
  const bool left_fits = is_number(*left, "a shift");
  const bool right_fits = is_number(*right, "a shift");
  if (!left_fits || !right_fits) return nullptr;
  left = promoted(std::move(left));
  right = promoted(std::move(right));
  const Type* type = left->type;
  return make_binary(kind, type, span, std::move(left), std::move(right));
}

ExprPtr Expressions::add(bool subtract, ExprPtr left, ExprPtr right, Span span) {
  if (left->type->is_pointer() && right->type->is_pointer()) {
    if (subtract && left->type == right->type && !is_untyped_null(*left))
      return make(ExprKind::PointerDifference, types_.integer(64, true), span, std::move(left), std::move(right));
    context_.error(span, fmt::format("{} and {} cannot be {}", quoted(left->type->spelling()),
                                     quoted(right->type->spelling()), subtract ? "subtracted" : "added"));
    return nullptr;
  }
  if (left->type->is_pointer()) return pointer_add(std::move(left), std::move(right), subtract, span);
  if (right->type->is_pointer() && !subtract) {
    if (is_quiet(*left) || is_quiet(*right)) return pointer_add(std::move(right), std::move(left), false, span);
    context_.error(span, "the pointer stands on the left of +",
                   "so that the operands are evaluated in the order written");
    return nullptr;
  }
  return arithmetic(subtract ? ExprKind::Subtract : ExprKind::Add, std::move(left), std::move(right), span);
}

ExprPtr Expressions::pointer_add(ExprPtr pointer, ExprPtr offset, bool subtract, Span span) {
  if (is_untyped_null(*pointer)) {
    context_.error(span, "NULL points to nothing");
    return nullptr;
  }
  if (!is_number(*offset, "moving a pointer")) return nullptr;
  offset = promoted(std::move(offset));
  const Span at = offset->span;
  if (subtract) {
    const Type* wide = types_.integer(64, true);
    offset = make_unary(ExprKind::Negate, wide, at, converted(context_, std::move(offset), wide));
  }
  const Type* type = pointer->type;
  return make(ExprKind::PointerAdd, type, span, std::move(pointer), std::move(offset));
}

ExprPtr Expressions::compare(syntax::BinaryOp op, ExprPtr left, ExprPtr right, Span span) {
  using syntax::BinaryOp;
  FunctionTypes& functions = *context_.function_types;
  if (functions.is(left->type) && is_null(*right)) right = make_constant(0, left->type, right->span);
  if (functions.is(right->type) && is_null(*left)) left = make_constant(0, right->type, left->span);
  const bool is_function = (functions.is(left->type) || functions.is(right->type)) && left->type != right->type;
  if (!is_function && left->type->is_arithmetic() && right->type->is_arithmetic()) {
    const Type* common = common_type(types_, promoted_type(types_, *left), promoted_type(types_, *right));
    left = converted(context_, promoted(std::move(left)), common);
    right = converted(context_, promoted(std::move(right)), common);
  } else if (left->type->is_pointer() && is_null(*right)) {
    right = make_constant(0, left->type, right->span);
  } else if (right->type->is_pointer() && is_null(*left)) {
    left = make_constant(0, right->type, left->span);
  } else if (left->type != right->type) {
    context_.error(span, fmt::format("{} and {} cannot be compared", quoted(left->type->spelling()),
                                     quoted(right->type->spelling())));
    return nullptr;
  }
  const Type* result = types_.int_type();
  if (op == BinaryOp::Equal) return make_binary(ExprKind::Equal, result, span, std::move(left), std::move(right));
  if (op == BinaryOp::NotEqual) return make_binary(ExprKind::NotEqual, result, span, std::move(left), std::move(right));
  const bool strict = op == BinaryOp::Less || op == BinaryOp::Greater;
  const ExprKind kind = strict ? ExprKind::Less : ExprKind::LessEqual;
  if (op == BinaryOp::Less || op == BinaryOp::LessEqual)
    return make_binary(kind, result, span, std::move(left), std::move(right));
  // a > b is b < a, unless b's accesses would then be evaluated before a's: in that case it is !(a <= b).
  const bool may_swap = is_constant(*left) || is_constant(*right) || (is_quiet(*left) && is_quiet(*right));
  if (may_swap) return make_binary(kind, result, span, std::move(right), std::move(left));
  const ExprKind opposite = strict ? ExprKind::LessEqual : ExprKind::Less;
  return make_unary(ExprKind::LogicalNot, result, span,
                    make(opposite, result, span, std::move(left), std::move(right)));
}

}  // namespace pagerace::semantics
