// Visits the parts of a syntax tree.
#pragma once

#include <functional>

#include "model/syntax/tree.hpp"

namespace pagerace::mutation {

using VisitStmt = std::function<void(const syntax::Stmt&)>;
using VisitExpr = std::function<void(const syntax::Expr&)>;

/// Visits the statements directly inside.
void children(const syntax::Stmt& statement, const VisitStmt& visit);
/// Visits the expressions directly inside, but not those of statements inside.
void expressions(const syntax::Stmt& statement, const VisitExpr& visit);
/// Visits the expressions directly inside.
void operands(const syntax::Expr& expr, const VisitExpr& visit);

/// Visits the expression and everything inside it.
void walk(const syntax::Expr& expr, const VisitExpr& visit);
/// Visits the statement and all statements inside it, and all expressions in them.
void walk(const syntax::Stmt& statement, const VisitStmt& visit_statement, const VisitExpr& visit_expr);

}  // namespace pagerace::mutation
