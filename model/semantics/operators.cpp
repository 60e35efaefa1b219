// Operators: the operands that they accept, and the type in which they compute.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/function_types.hpp"

namespace pagerace::semantics {

namespace {

using syntax::BinaryOp;
using syntax::UnaryOp;

bool is_comparison(BinaryOp op) { return op >= BinaryOp::Less && op <= BinaryOp::NotEqual; }

}  // namespace

ExprKind operator_kind(BinaryOp op) {
  switch (op) {
    case BinaryOp::Multiply:
      return ExprKind::Multiply;
    case BinaryOp::Divide:
      return ExprKind::Divide;
    case BinaryOp::Remainder:
      return ExprKind::Remainder;
    case BinaryOp::BitAnd:
      return ExprKind::BitAnd;
    case BinaryOp::BitXor:
      return ExprKind::BitXor;
    case BinaryOp::BitOr:
      return ExprKind::BitOr;
    case BinaryOp::ShiftLeft:
      return ExprKind::ShiftLeft;
    case BinaryOp::ShiftRight:
      return ExprKind::ShiftRight;
    case BinaryOp::Equal:
      return ExprKind::Equal;
    case BinaryOp::NotEqual:
      return ExprKind::NotEqual;
    case BinaryOp::Subtract:
      return ExprKind::Subtract;
    default:
      return ExprKind::Add;
  }
}

ExprPtr Expressions::visit(const syntax::BinaryExpr& binary, Span span) {
  if (binary.op == BinaryOp::LogicalAnd) return logical(ExprKind::LogicalAnd, binary, span);
  if (binary.op == BinaryOp::LogicalOr) return logical(ExprKind::LogicalOr, binary, span);
  if (binary.op == BinaryOp::Comma) {
    ExprPtr left = discarded(*binary.left);
    ExprPtr right = value(*binary.right);
    if (!left || !right) return nullptr;
    const Type* type = right->type;
    return make(ExprKind::Comma, type, span, std::move(left), std::move(right));
  }
  ExprPtr left = value(*binary.left);
  ExprPtr right = value(*binary.right);
  if (!left || !right) return nullptr;
  if (is_comparison(binary.op)) return compare(binary.op, std::move(left), std::move(right), span);
  if (binary.op == BinaryOp::Add || binary.op == BinaryOp::Subtract)
    return add(binary.op == BinaryOp::Subtract, std::move(left), std::move(right), span);
  const ExprKind kind = operator_kind(binary.op);
  if (kind == ExprKind::ShiftLeft || kind == ExprKind::ShiftRight)
    return shift(kind, std::move(left), std::move(right), span);
  return arithmetic(kind, std::move(left), std::move(right), span);
}

ExprPtr Expressions::logical(ExprKind kind, const syntax::BinaryExpr& binary, Span span) {
  ExprPtr left = condition(*binary.left);
  ExprPtr right = condition(*binary.right);
  if (!left || !right) return nullptr;
  const bool is_and = kind == ExprKind::LogicalAnd;
  // A constant on the left decides whether the right is ever evaluated: in this way constants remove code.
  if (is_constant(*left)) {
    if ((left->value != 0) != is_and) return make_constant(!is_and, types_.int_type(), span);
    right = semantics::truth(context_, std::move(right));
    right->span = span;
    return right;
  }
  return make(kind, types_.int_type(), span, std::move(left), std::move(right));
}

ExprPtr Expressions::logical_not(const syntax::Expr& operand, Span span) {
  ExprPtr tested = value(operand);
  if (!tested) return nullptr;
  if (tested->type->is_pointer()) {
    auto null = make_constant(0, tested->type, span);
    return make_binary(ExprKind::Equal, types_.int_type(), span, std::move(tested), std::move(null));
  }
  tested = semantics::condition(context_, std::move(tested));
  return tested ? make_unary(ExprKind::LogicalNot, types_.int_type(), span, std::move(tested)) : nullptr;
}

ExprPtr Expressions::visit(const syntax::UnaryExpr& unary, Span span) {
  switch (unary.op) {
    case UnaryOp::LogicalNot:
      return logical_not(*unary.operand, span);
    case UnaryOp::AddressOf:
      return address_of(*unary.operand, span);
    case UnaryOp::Dereference: {
      ExprPtr pointer = argument(*unary.operand);
      return pointer ? dereference(std::move(pointer), span) : nullptr;
    }
    case UnaryOp::PreIncrement:
    case UnaryOp::PreDecrement:
    case UnaryOp::PostIncrement:
    case UnaryOp::PostDecrement:
      return increment(unary, span);
    case UnaryOp::Plus:
    case UnaryOp::Minus:
    case UnaryOp::BitNot:
      break;
  }
  const bool is_bitwise = unary.op == UnaryOp::BitNot;
  ExprPtr operand = number(*unary.operand, is_bitwise ? "~" : unary.op == UnaryOp::Minus ? "-" : "+");
  if (!operand) return nullptr;
  const Type* type = operand->type;
  if (unary.op == UnaryOp::Plus) return operand;
  return make_unary(is_bitwise ? ExprKind::BitNot : ExprKind::Negate, type, span, std::move(operand));
}

ExprPtr Expressions::increment(const syntax::UnaryExpr& unary, Span span) {
  const bool up = unary.op == UnaryOp::PreIncrement || unary.op == UnaryOp::PostIncrement;
  const char* name = up ? "++" : "--";
  ExprPtr target = place(*unary.operand, name);
  if (!target || !mark_assigned(*target)) return nullptr;
  const Type* type = target->type;
  if (!type->is_scalar() || type->kind == TypeKind::Bool || context_.function_types->is(type)) {
    context_.error(span, fmt::format("{} needs a number or a pointer, and this is {}", name, quoted(type->spelling())));
    return nullptr;
  }
  auto result = make(ExprKind::Increment, type, span, std::move(target));
  result->value = up ? 1 : -1;
  result->postfix = unary.op == UnaryOp::PostIncrement || unary.op == UnaryOp::PostDecrement;
  return result;
}

ExprPtr Expressions::visit(const syntax::ConditionalExpr& conditional, Span span) {
  ExprPtr condition = this->condition(*conditional.condition);
  ExprPtr then = load(check(*conditional.then));
  ExprPtr otherwise = load(check(*conditional.otherwise));
  if (!condition || !then || !otherwise) return nullptr;
  if (is_local_address(*then) || is_local_address(*otherwise)) {
    context_.error(span, "the address of a local can only be passed to a function");
    return nullptr;
  }
  const bool is_function = context_.function_types->is(then->type) || context_.function_types->is(otherwise->type);
  if (is_function && is_null(*otherwise)) otherwise = make_constant(0, then->type, otherwise->span);
  if (is_function && is_null(*then)) then = make_constant(0, otherwise->type, then->span);
  if (!is_function && then->type->is_arithmetic() && otherwise->type->is_arithmetic()) {
    then = promoted(std::move(then));
    otherwise = promoted(std::move(otherwise));
    const Type* common = common_type(types_, then->type, otherwise->type);
    then = converted(context_, std::move(then), common);
    otherwise = converted(context_, std::move(otherwise), common);
  } else if (then->type->is_pointer() && is_null(*otherwise)) {
    otherwise = make_constant(0, then->type, otherwise->span);
  } else if (otherwise->type->is_pointer() && is_null(*then)) {
    then = make_constant(0, otherwise->type, then->span);
  } else if (then->type != otherwise->type) {
    context_.error(span, fmt::format("?: chooses between {} and {}, which have no common type",
                                     quoted(then->type->spelling()), quoted(otherwise->type->spelling())));
    return nullptr;
  }
  if (is_constant(*condition)) return condition->value != 0 ? std::move(then) : std::move(otherwise);
  const Type* type = then->type;
  return make(ExprKind::Conditional, type, span, std::move(condition), std::move(then), std::move(otherwise));
}

}  // namespace pagerace::semantics
