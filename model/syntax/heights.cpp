#include "model/syntax/heights.hpp"

#include <algorithm>

namespace pagerace::syntax {
namespace {

unsigned height(const ExprPtr& expr) { return expr ? expr->height : 0; }
unsigned height(const StmtPtr& stmt) { return stmt ? stmt->height : 0; }

template <typename Pointers>
unsigned highest(const Pointers& pointers) {
  unsigned result = 0;
  for (const auto& pointer : pointers) result = std::max(result, height(pointer));
  return result;
}

struct ChildExpressions {
  unsigned operator()(const UnaryExpr& e) const { return height(e.operand); }
  unsigned operator()(const BinaryExpr& e) const { return std::max(height(e.left), height(e.right)); }
  unsigned operator()(const AssignExpr& e) const { return std::max(height(e.target), height(e.value)); }
  unsigned operator()(const ConditionalExpr& e) const {
    return std::max({height(e.condition), height(e.then), height(e.otherwise)});
  }
  unsigned operator()(const CallExpr& e) const { return std::max(height(e.target), highest(e.arguments)); }
  unsigned operator()(const ContainerOfExpr& e) const { return std::max(height(e.pointer), height(e.member)); }
  unsigned operator()(const IndexExpr& e) const { return std::max(height(e.base), height(e.index)); }
  unsigned operator()(const MemberExpr& e) const { return height(e.base); }
  unsigned operator()(const CastExpr& e) const { return height(e.operand); }
  unsigned operator()(const CompoundLiteral& e) const { return height(e.value); }
  unsigned operator()(const AnyExpr& e) const { return std::max(height(e.low), height(e.high)); }
  unsigned operator()(const QuantifierExpr& e) const {
    return std::max({height(e.low), height(e.high), height(e.body)});
  }
  unsigned operator()(const TemporalExpr& e) const { return std::max(height(e.left), height(e.right)); }
  unsigned operator()(const InitializerList& e) const {
    unsigned result = 0;
    for (const InitializerItem& item : e.items) result = std::max({result, height(item.index), height(item.value)});
    return result;
  }
  template <typename Leaf>
  unsigned operator()(const Leaf&) const {
    return 0;
  }
};

struct ChildStatements {
  unsigned operator()(const Block& s) const { return highest(s.statements); }
  unsigned operator()(const IfStmt& s) const { return std::max(height(s.then), height(s.otherwise)); }
  unsigned operator()(const WhileStmt& s) const { return height(s.body); }
  unsigned operator()(const DoStmt& s) const { return height(s.body); }
  unsigned operator()(const ForStmt& s) const { return std::max(height(s.init), height(s.body)); }
  unsigned operator()(const ListLoopStmt& s) const { return height(s.body); }
  unsigned operator()(const SwitchStmt& s) const { return height(s.body); }
  unsigned operator()(const CaseLabel& s) const { return height(s.body); }
  unsigned operator()(const GotoLabel& s) const { return height(s.body); }
  unsigned operator()(const EitherStmt& s) const {
    unsigned result = 0;
    for (const Block& choice : s.choices) result = std::max(result, highest(choice.statements));
    return result;
  }
  unsigned operator()(const AtomicStmt& s) const { return highest(s.body.statements); }
  template <typename Leaf>
  unsigned operator()(const Leaf&) const {
    return 0;
  }
};

}  // namespace

unsigned height_of(const decltype(Expr::node)& node) { return 1 + std::visit(ChildExpressions{}, node); }
unsigned height_of(const decltype(Stmt::node)& node) { return 1 + std::visit(ChildStatements{}, node); }

}  // namespace pagerace::syntax
