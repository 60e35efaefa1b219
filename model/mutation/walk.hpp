// Visits what a syntax tree is made of.
#pragma once

#include <functional>

#include "model/syntax/tree.hpp"

namespace pagerace::mutation {

using VisitStmt = std::function<void(const syntax::Stmt&)>;
using VisitExpr = std::function<void(const syntax::Expr&)>;

/// The statements directly inside.
void children(const syntax::Stmt& statement, const VisitStmt& visit);
/// The expressions directly inside, not those of statements inside.
void expressions(const syntax::Stmt& statement, const VisitExpr& visit);
/// The expressions directly inside.
void operands(const syntax::Expr& expr, const VisitExpr& visit);

/// It and everything inside.
void walk(const syntax::Expr& expr, const VisitExpr& visit);
/// It and all statements inside; all expressions inside of these.
void walk(const syntax::Stmt& statement, const VisitStmt& visit_statement, const VisitExpr& visit_expr);

}  // namespace pagerace::mutation
