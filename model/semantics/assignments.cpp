// = and its compound forms.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/function_types.hpp"
#include "model/semantics/struct_values.hpp"

namespace pagerace::semantics {

namespace {

using syntax::BinaryOp;

/// "`page->order`", or "the target" if the text is long.
std::string name_of(const source::Sources& sources, Span span) {
  const std::string text(sources.slice(span));
  return text.size() <= 40 && text.find('\n') == std::string::npos ? quoted(text) : "the target";
}

}  // namespace

ExprPtr Expressions::visit(const syntax::AssignExpr& assignment, Span span) {
  if (assignment.op) return compound(assignment, *assignment.op, span);
  ExprPtr target = place(*assignment.target, "an assignment");
  if (target && !mark_assigned(*target)) target = nullptr;
  if (!target) {
    value(*assignment.value);
    return nullptr;
  }
  if (target->type->kind == TypeKind::Struct) return copy(std::move(target), *assignment.value, span);
  if (target->type->kind == TypeKind::Array) {
    context_.error(span, fmt::format("{} cannot be assigned as a whole", quoted(target->type->spelling())),
                   "assign its elements");
    return nullptr;
  }
  return store(std::move(target), *assignment.value, Ordering::Plain, span);
}

ExprPtr Expressions::copy(ExprPtr target, const syntax::Expr& value, Span span) {
  ExprPtr source = check(value);
  if (!source) return nullptr;
  const Type* type = target->type;
  if (source->type != type || !(source->is_place() || makes_struct(*source))) {
    context_.error(value.span,
                   fmt::format("{} is {}, not {}", name_of(context_.sources, target->span), quoted(type->spelling()),
                               quoted(source->type->spelling())),
                   source->type->is_arithmetic() && !atomics_of(*type).empty()
                       ? "set it with " + atomics_of(*type) + "_set()"
                       : "");
    return nullptr;
  }
  const Span at = source->span;
  ExprPtr prefix;
  source = made_place(std::move(source), prefix);
  auto read = make(ExprKind::Read, type, at, std::move(source));
  auto assign = make(ExprKind::Assign, types_.void_type(), span, std::move(target), std::move(read));
  return after_making(std::move(prefix), std::move(assign));
}

ExprPtr Expressions::store(ExprPtr place, const syntax::Expr& value, Ordering ordering, Span span) {
  const Type* type = place->type;
  const std::string what = name_of(context_.sources, place->span);
  ExprPtr stored = assigned(value, type, what);
  if (!stored) return nullptr;
  auto result = make(ExprKind::Assign, type, span, std::move(place), std::move(stored));
  result->ordering = ordering;
  return result;
}

ExprPtr Expressions::compound(const syntax::AssignExpr& assignment, BinaryOp op, Span span) {
  ExprPtr target = place(*assignment.target, "an assignment");
  ExprPtr operand = value(*assignment.value);
  if (!target || !operand || !mark_assigned(*target)) return nullptr;
  const Type* type = target->type;
  const bool moves = type->is_pointer() && (op == BinaryOp::Add || op == BinaryOp::Subtract);
  if ((!type->is_arithmetic() || context_.function_types->is(type)) && !moves) {
    context_.error(span, fmt::format("this assignment needs a number, and {} is {}",
                                     name_of(context_.sources, target->span), quoted(type->spelling())));
    return nullptr;
  }
  if (!is_number(*operand, "this assignment")) return nullptr;
  operand = promoted(std::move(operand));
  ExprKind kind = operator_kind(op);
  const Type* computation = type;
  if (moves) {
    if (op == BinaryOp::Subtract) {
      const Type* wide = types_.integer(64, true);
      const Span at = operand->span;
      operand = make_unary(ExprKind::Negate, wide, at, converted(context_, std::move(operand), wide));
    }
    kind = ExprKind::PointerAdd;
  } else {
    // The type to which a read of the target would be promoted.
    Expr read;
    read.kind = ExprKind::Read;
    read.type = type;
    read.operands.push_back(std::move(target));
    computation = promoted_type(types_, read);
    target = std::move(read.operands[0]);
    if (kind != ExprKind::ShiftLeft && kind != ExprKind::ShiftRight) {
      computation = common_type(types_, computation, operand->type);
      operand = converted(context_, std::move(operand), computation);
    }
  }
  auto result = make(ExprKind::CompoundAssign, type, span, std::move(target), std::move(operand));
  result->op = kind;
  result->computation = computation;
  return result;
}

}  // namespace pagerace::semantics
