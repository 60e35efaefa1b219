#include "model/semantics/expressions.hpp"

#include <fmt/format.h>

#include <limits>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/function_types.hpp"
#include "model/semantics/struct_values.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

ExprPtr Expressions::check(const syntax::Expr& expr) {
  return std::visit([&](const auto& node) { return visit(node, expr.span); }, expr.node);
}

ExprPtr Expressions::value(const syntax::Expr& expr) {
  ExprPtr result = argument(expr);
  if (!result || !is_local_address(*result)) return result;
  context_.error(result->span, "the address of a local can only be passed to a function",
                 "make it a variable of the top level to point to it");
  return nullptr;
}

ExprPtr Expressions::argument(const syntax::Expr& expr) {
  ExprPtr result = load(check(expr));
  if (!result || result->type->kind != TypeKind::Void) return result;
  context_.error(expr.span, "this has no value");
  return nullptr;
}

ExprPtr Expressions::number(const syntax::Expr& expr, const std::string& what) {
  ExprPtr result = value(expr);
  if (!result || !is_number(*result, what)) return nullptr;
  return promoted(std::move(result));
}

ExprPtr Expressions::condition(const syntax::Expr& expr) { return semantics::condition(context_, value(expr)); }

ExprPtr Expressions::truth(const syntax::Expr& expr) { return semantics::truth(context_, value(expr)); }

ExprPtr Expressions::assigned(const syntax::Expr& expr, const Type* type, const std::string& what) {
  return semantics::assigned(context_, value(expr), type, what);
}

ExprPtr Expressions::place(const syntax::Expr& expr, const std::string& what) {
  ExprPtr result = check(expr);
  if (!result || result->is_place()) return result;
  context_.error(expr.span, fmt::format("{} needs an object, and this is a value", what));
  return nullptr;
}

ExprPtr Expressions::discarded(const syntax::Expr& expr) {
  ExprPtr result = check(expr);
  if (result && makes_struct(*result)) return std::move(result->operands[0]);
  return load(std::move(result));
}

ExprPtr Expressions::load(ExprPtr expr) {
  if (!expr || !(expr->is_place() || makes_struct(*expr))) return expr;
  const Span span = expr->span;
  const Type* type = expr->type;
  if (type->is_scalar()) return make(ExprKind::Read, type, span, std::move(expr));
  if (type->kind == TypeKind::Struct) {
    context_.error(span, fmt::format("{} is a struct, and structs are not values", quoted(type->spelling())),
                   atomics_of(*type).empty() ? "name a member, or take the address with &"
                                             : "read it with " + atomics_of(*type) + "_read()");
    return nullptr;
  }
  if (Variable* root = root_of(*expr)) root->address_taken = root->is_assigned = true;
  const Type* first = type->element;
  auto place = make(ExprKind::Element, first, span, std::move(expr), make_constant(0, types_.int_type(), span));
  return make(ExprKind::AddressOf, types_.pointer_to(first), span, std::move(place));
}

ExprPtr Expressions::visit(const syntax::IntegerLiteral& literal, Span span) {
  const std::string_view text = context_.sources.slice(span);
  const bool decimal = text.empty() || text[0] != '0' || text.size() == 1;
  const auto fits = [&](int bits, bool is_signed) {
    return literal.value <= std::numeric_limits<std::uint64_t>::max() >> (64 - bits + (is_signed ? 1 : 0));
  };
  const bool may_be_signed = !literal.is_unsigned;
  const bool may_be_unsigned = literal.is_unsigned || !decimal;
  const Type* type = types_.integer(64, false);
  if (!literal.is_long && may_be_signed && fits(32, true))
    type = types_.int_type();
  else if (!literal.is_long && may_be_unsigned && fits(32, false))
    type = types_.integer(32, false);
  else if (may_be_signed && fits(64, true))
    type = types_.integer(64, true);
  return make_constant(static_cast<Value>(literal.value), type, span);
}

ExprPtr Expressions::visit(const syntax::BoolLiteral& literal, Span span) {
  return make_constant(literal.value, types_.bool_type(), span);
}

ExprPtr Expressions::visit(const syntax::NullLiteral&, Span span) {
  return make_constant(0, types_.pointer_to(types_.void_type()), span);
}

ExprPtr Expressions::visit(const syntax::StringLiteral&, Span span) {
  context_.error(span, "a string is not a value", "texts stand only in note and assert");
  return nullptr;
}

ExprPtr Expressions::visit(const syntax::InitializerList&, Span span) {
  context_.error(span, "braces are only for initialisers");
  return nullptr;
}

ExprPtr Expressions::visit(const syntax::CastExpr& cast, Span span) {
  if (!cast.operand) {
    context_.error(span, "a type is no value", "min_t(TYPE, a, b) and its kin take one");
    return nullptr;
  }
  const Type* type = context_.type_names->of(cast.type);
  if (type != nullptr && type->kind == TypeKind::Void) {
    ExprPtr operand = discarded(*cast.operand);
    if (operand) operand->type = type;
    return operand;
  }
  ExprPtr operand = value(*cast.operand);
  if (!operand || type == nullptr) return nullptr;
  operand->span = span;
  if (type == operand->type) {
    // A cast to its own type also ends the promotion that a bit-field has, so it must stay.
    if (operand->kind == ExprKind::Read && type != promoted_type(types_, *operand)) {
      operand = make(ExprKind::Convert, type, span, std::move(operand));
      operand->wraps = true;
    }
    return operand;
  }
  if (context_.function_types->is(type) || context_.function_types->is(operand->type)) {
    context_.error(span,
                   fmt::format("{} cannot be cast to {}", quoted(operand->type->spelling()), quoted(type->spelling())));
    return nullptr;
  }
  if (type->kind == TypeKind::Enum && operand->type->is_arithmetic())
    return semantics::assigned(context_, std::move(operand), type, "this cast");
  if (type->is_arithmetic() && operand->type->is_arithmetic()) return converted(context_, std::move(operand), type);
  if (type->is_pointer() && is_null(*operand)) return make_constant(0, type, span);
  const bool pointer = type->is_pointer() || operand->type->is_pointer();
  context_.error(span,
                 fmt::format("{} cannot be cast to {}", quoted(operand->type->spelling()), quoted(type->spelling())),
                 pointer ? "a pointer stays a pointer to its type: compare it, or index an array with a number" : "");
  return nullptr;
}

}  // namespace pagerace::semantics
