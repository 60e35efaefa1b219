#include "model/mutation/walk.hpp"

namespace pagerace::mutation {

using namespace syntax;

namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

void visit_all(const Block& block, const VisitStmt& visit) {
  for (const StmtPtr& statement : block.statements) visit(*statement);
}

void visit_if(const StmtPtr& statement, const VisitStmt& visit) {
  if (statement) visit(*statement);
}

void visit_if(const ExprPtr& expr, const VisitExpr& visit) {
  if (expr) visit(*expr);
}

}  // namespace

void children(const Stmt& statement, const VisitStmt& visit) {
  std::visit(Overloaded{[&](const Block& node) { visit_all(node, visit); },
                        [&](const IfStmt& node) {
                          visit_if(node.then, visit);
                          visit_if(node.otherwise, visit);
                        },
                        [&](const WhileStmt& node) { visit_if(node.body, visit); },
                        [&](const DoStmt& node) { visit_if(node.body, visit); },
                        [&](const ForStmt& node) {
                          visit_if(node.init, visit);
                          visit_if(node.body, visit);
                        },
                        [&](const ListLoopStmt& node) { visit_if(node.body, visit); },
                        [&](const SwitchStmt& node) { visit_if(node.body, visit); },
                        [&](const CaseLabel& node) { visit_if(node.body, visit); },
                        [&](const GotoLabel& node) { visit_if(node.body, visit); },
                        [&](const EitherStmt& node) {
                          for (const Block& choice : node.choices) visit_all(choice, visit);
                        },
                        [&](const AtomicStmt& node) { visit_all(node.body, visit); }, [](const auto&) {}},
             statement.node);
}

void expressions(const Stmt& statement, const VisitExpr& visit) {
  std::visit(Overloaded{[&](const ExprStmt& node) { visit_if(node.expr, visit); },
                        [&](const DeclarationStmt& node) {
                          for (const Declarator& each : node.declaration.declarators) visit_if(each.initializer, visit);
                        },
                        [&](const IfStmt& node) { visit_if(node.condition, visit); },
                        [&](const WhileStmt& node) { visit_if(node.condition, visit); },
                        [&](const DoStmt& node) { visit_if(node.condition, visit); },
                        [&](const ForStmt& node) {
                          visit_if(node.condition, visit);
                          visit_if(node.step, visit);
                        },
                        [&](const SwitchStmt& node) { visit_if(node.value, visit); },
                        [&](const ReturnStmt& node) { visit_if(node.value, visit); },
                        [&](const AssumeStmt& node) { visit_if(node.condition, visit); },
                        [&](const NoteStmt& node) {
                          for (const ExprPtr& argument : node.arguments) visit_if(argument, visit);
                        },
                        [](const auto&) {}},
             statement.node);
}

void operands(const Expr& expr, const VisitExpr& visit) {
  std::visit(Overloaded{[&](const UnaryExpr& node) { visit_if(node.operand, visit); },
                        [&](const BinaryExpr& node) {
                          visit_if(node.left, visit);
                          visit_if(node.right, visit);
                        },
                        [&](const AssignExpr& node) {
                          visit_if(node.target, visit);
                          visit_if(node.value, visit);
                        },
                        [&](const ConditionalExpr& node) {
                          visit_if(node.condition, visit);
                          visit_if(node.then, visit);
                          visit_if(node.otherwise, visit);
                        },
                        [&](const CallExpr& node) {
                          visit_if(node.target, visit);
                          for (const ExprPtr& argument : node.arguments) visit_if(argument, visit);
                        },
                        [&](const ContainerOfExpr& node) { visit_if(node.pointer, visit); },
                        [&](const IndexExpr& node) {
                          visit_if(node.base, visit);
                          visit_if(node.index, visit);
                        },
                        [&](const MemberExpr& node) { visit_if(node.base, visit); },
                        [&](const CastExpr& node) { visit_if(node.operand, visit); },
                        [&](const AnyExpr& node) {
                          visit_if(node.low, visit);
                          visit_if(node.high, visit);
                        },
                        [&](const QuantifierExpr& node) {
                          visit_if(node.low, visit);
                          visit_if(node.high, visit);
                          visit_if(node.body, visit);
                        },
                        [&](const CompoundLiteral& node) { visit_if(node.value, visit); },
                        [&](const InitializerList& node) {
                          for (const InitializerItem& item : node.items) visit_if(item.value, visit);
                        },
                        [](const auto&) {}},
             expr.node);
}

void walk(const Expr& expr, const VisitExpr& visit) {
  visit(expr);
  operands(expr, [&](const Expr& operand) { walk(operand, visit); });
}

void walk(const Stmt& statement, const VisitStmt& visit_statement, const VisitExpr& visit_expr) {
  visit_statement(statement);
  expressions(statement, [&](const Expr& expr) { walk(expr, visit_expr); });
  children(statement, [&](const Stmt& child) { walk(child, visit_statement, visit_expr); });
}

}  // namespace pagerace::mutation
