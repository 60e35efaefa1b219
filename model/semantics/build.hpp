// Makes the nodes of the checked program and folds constants.
#pragma once

#include <utility>

#include "model/semantics/program.hpp"

namespace pagerace::semantics {

template <typename... Operands>
ExprPtr make(ExprKind kind, const Type* type, Span span, Operands... operands) {
  auto expr = std::make_unique<Expr>();
  expr->kind = kind;
  expr->type = type;
  expr->span = span;
  (expr->operands.push_back(std::move(operands)), ...);
  return expr;
}

ExprPtr make_constant(Value value, const Type* type, Span span);

inline bool is_constant(const Expr& expr) { return expr.kind == ExprKind::Constant; }
inline bool is_constant(const Expr& expr, Value value) { return is_constant(expr) && expr.value == value; }

/// Makes an operator on one or two operands of one type, or of any types for comparisons (see `result`). The result is
/// a constant if the operands are and C gives the result a meaning.
ExprPtr make_unary(ExprKind kind, const Type* result, Span span, ExprPtr operand);
ExprPtr make_binary(ExprKind kind, const Type* result, Span span, ExprPtr left, ExprPtr right);

/// The variable that a place is part of; null if the place is behind a pointer.
const Variable* root_of(const Expr& place);
Variable* root_of(Expr& place);

/// Whether the value is always 0 or 1, whatever its type.
bool is_truth_value(const Expr& expr);
/// Whether it changes nothing, and reads nothing that another thread or the other operand could change.
bool is_quiet(const Expr& expr);
/// Whether it has an effect besides its value.
bool has_side_effect(const Expr& expr);

}  // namespace pagerace::semantics
