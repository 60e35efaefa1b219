// Visits every expression and statement of a body.
#pragma once

#include <functional>

#include "model/semantics/program.hpp"

namespace pagerace::semantics {

inline void walk(const Expr& expr, const std::function<void(const Expr&)>& visit) {
  visit(expr);
  for (const auto& operand : expr.operands) walk(*operand, visit);
}

inline void walk(const Stmt& statement, const std::function<void(const Expr&)>& visit_expr,
                 const std::function<void(const Stmt&)>& visit_statement) {
  visit_statement(statement);
  if (statement.expr) walk(*statement.expr, visit_expr);
  if (statement.step) walk(*statement.step, visit_expr);
  for (const auto& child : statement.children) walk(*child, visit_expr, visit_statement);
}

}  // namespace pagerace::semantics
