#include "model/semantics/conversions.hpp"

#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/fold.hpp"
#include "model/semantics/function_types.hpp"

namespace pagerace::semantics {

namespace {

/// The width declared for the scalar that a Read reads, if any: below an int's, it promotes to int as bit-fields do.
int declared_width(const Expr& place) {
  switch (place.kind) {
    case ExprKind::VariablePlace:
      return place.variable->width;
    case ExprKind::Member:
      return place.operands[0]->type->structure->fields[static_cast<std::size_t>(place.value)].width;
    case ExprKind::Element:
      return declared_width(*place.operands[0]);
    default:
      return 0;
  }
}

ExprPtr to_bool(Context& context, ExprPtr expr) {
  const Span span = expr->span;
  const Type* type = context.types.bool_type();
  if (is_constant(*expr)) return make_constant(expr->value != 0, type, span);
  auto result = make(ExprKind::Convert, type, span, truth(context, std::move(expr)));
  result->wraps = true;
  return result;
}

ExprPtr assigned_number(Context& context, ExprPtr expr, const Type* type, const std::string& what) {
  if (type->kind == TypeKind::Bool) return to_bool(context, std::move(expr));
  const Span span = expr->span;
  if (is_constant(*expr)) {
    if (fits(expr->value, expr->type, type)) return make_constant(expr->value, type, span);
    context.diagnostics.warning(span,
                                fmt::format("{} does not fit in {}, which is {}", print_number(expr->value, expr->type),
                                            what, quoted(type->spelling())),
                                type->kind == TypeKind::Integer
                                    ? fmt::format("a cast says that it is meant to wrap: ({})", type->spelling())
                                    : "");
  }
  return make(ExprKind::Convert, type, span, std::move(expr));
}

ExprPtr mismatch(Context& context, const Expr& expr, const Type* type, const std::string& what) {
  std::string hint;
  if (type->is_pointer() && expr.type == type->element) hint = "take its address with &";
  if (expr.type->is_pointer() && expr.type->element == type) hint = "read what it points to with *";
  if (type->is_pointer() && expr.type->is_arithmetic() && hint.empty())
    hint = "a pointer is NULL or the address of a declared object";
  context.error(expr.span,
                fmt::format("{} is {}, not {}", what, quoted(type->spelling()), quoted(expr.type->spelling())), hint);
  return nullptr;
}

}  // namespace

std::string atomics_of(const Type& type) {
  const std::string name = type.spelling();
  return name.starts_with("atomic") && name.ends_with("_t") ? name.substr(0, name.size() - 2) : "";
}

const Type* promoted_type(const Types& types, const Expr& expr) {
  const Type* type = expr.type;
  if (type->kind != TypeKind::Integer || type->bits < 32) return types.int_type();
  if (expr.kind != ExprKind::Read) return type;
  const int width = declared_width(*expr.operands[0]);
  return width > 0 && width < 32 ? types.int_type() : type;
}

const Type* common_type(const Types& types, const Type* left, const Type* right) {
  if (left->is_signed == right->is_signed) return left->bits >= right->bits ? left : right;
  const Type* with_sign = left->is_signed ? left : right;
  const Type* without = left->is_signed ? right : left;
  return types.integer(std::max(with_sign->bits, without->bits), with_sign->bits > without->bits);
}

ExprPtr converted(Context& context, ExprPtr expr, const Type* type) {
  if (expr->type == type) return expr;
  if (type->kind == TypeKind::Bool) return to_bool(context, std::move(expr));
  const Span span = expr->span;
  if (is_constant(*expr)) return make_constant(wrapped(expr->value, type), type, span);
  auto result = make(ExprKind::Convert, type, span, std::move(expr));
  result->wraps = true;
  return result;
}

ExprPtr assigned(Context& context, ExprPtr expr, const Type* type, const std::string& what) {
  if (!expr || type == nullptr) return nullptr;
  if (expr->type == type && type->is_scalar()) return expr;
  const bool takes_null = type->is_pointer() || context.function_types->is(type);
  if (takes_null && is_null(*expr)) return make_constant(0, type, expr->span);
  if (context.function_types->is(type) || (type->kind != TypeKind::Bool && context.function_types->is(expr->type)))
    return mismatch(context, *expr, type, what);
  if (type->is_arithmetic() && expr->type->is_arithmetic())
    return assigned_number(context, std::move(expr), type, what);
  if (type->kind == TypeKind::Bool && expr->type->is_pointer()) return to_bool(context, std::move(expr));
  if (expr->type->kind == TypeKind::Void && !expr->type->is_pointer()) {
    context.error(expr->span, "this has no value");
    return nullptr;
  }
  return mismatch(context, *expr, type, what);
}

ExprPtr condition(Context& context, ExprPtr expr) {
  if (!expr) return nullptr;
  const Span span = expr->span;
  if (expr->type->is_arithmetic()) return expr;
  if (expr->type->is_pointer()) {
    auto null = make_constant(0, expr->type, span);
    return make_binary(ExprKind::NotEqual, context.types.int_type(), span, std::move(expr), std::move(null));
  }
  context.error(span, fmt::format("a condition is a number or a pointer, not {}", quoted(expr->type->spelling())));
  return nullptr;
}

ExprPtr truth(Context& context, ExprPtr expr) {
  expr = condition(context, std::move(expr));
  if (!expr) return nullptr;
  const Type* result = context.types.int_type();
  const Span span = expr->span;
  if (is_constant(*expr)) return make_constant(expr->value != 0, result, span);
  if (is_truth_value(*expr)) return converted(context, std::move(expr), result);
  auto zero = make_constant(0, expr->type, span);
  return make(ExprKind::NotEqual, result, span, std::move(expr), std::move(zero));
}

bool is_untyped_null(const Expr& expr) {
  return is_constant(expr, 0) && expr.type->is_pointer() && expr.type->element->kind == TypeKind::Void;
}

bool is_null(const Expr& expr) {
  if (is_untyped_null(expr)) return true;
  return is_constant(expr, 0) && expr.type->kind == TypeKind::Integer;
}

}  // namespace pagerace::semantics
