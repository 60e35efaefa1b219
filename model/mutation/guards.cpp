// Conditions that are taken as true or as false. They are still evaluated, with their effects on memory: "takes a
// reference, and does not check whether it got one".
#include "model/mutation/find.hpp"
#include "model/mutation/walk.hpp"

namespace pagerace::mutation {

using namespace syntax;

namespace {

/// Whether the statements after it are not executed.
bool leaves(const Stmt& statement) {
  if (const auto* block = std::get_if<Block>(&statement.node))
    return !block->statements.empty() && leaves(*block->statements.back());
  return std::holds_alternative<ReturnStmt>(statement.node) || std::holds_alternative<GotoStmt>(statement.node) ||
         std::holds_alternative<BreakStmt>(statement.node) || std::holds_alternative<ContinueStmt>(statement.node);
}

const BinaryExpr* binary(const Expr& expr, BinaryOp op) {
  const auto* node = std::get_if<BinaryExpr>(&expr.node);
  return node != nullptr && node->op == op ? node : nullptr;
}

bool is_comparison(const Expr& expr) {
  const auto* node = std::get_if<BinaryExpr>(&expr.node);
  return node != nullptr && (node->op == BinaryOp::Less || node->op == BinaryOp::LessEqual ||
                             node->op == BinaryOp::Greater || node->op == BinaryOp::GreaterEqual);
}

/// The operands of a chain: a, b and c of `a && b && c`.
void flatten(const Expr& expr, BinaryOp op, std::vector<const Expr*>& parts) {
  if (const BinaryExpr* node = binary(expr, op)) {
    flatten(*node->left, op, parts);
    flatten(*node->right, op, parts);
  } else {
    parts.push_back(&expr);
  }
}

class Guards {
 public:
  Guards(const Definition& definition, const Search& search) : definition_(definition), search_(search) {}

  void all() {
    for (const StmtPtr& each : definition_.function->body->statements)
      walk(
          *each, [&](const Stmt& statement) { look_at(statement); }, [](const Expr&) {});
  }

 private:
  void look_at(const Stmt& statement) {
    at_ = &statement;
    if (const auto* choice = std::get_if<IfStmt>(&statement.node)) {
      const bool is_way_out = leaves(*choice->then);
      if (choice->otherwise || !is_way_out) whole(*choice->condition, true);
      if (choice->otherwise || is_way_out) whole(*choice->condition, false);
    } else if (const auto* loop = std::get_if<WhileStmt>(&statement.node)) {
      whole(*loop->condition, false);
    } else if (const auto* retry = std::get_if<DoStmt>(&statement.node)) {
      whole(*retry->condition, false);
    } else if (const auto* counted = std::get_if<ForStmt>(&statement.node)) {
      if (counted->condition) parts_of_loop(*counted->condition);
    } else if (std::holds_alternative<ExprStmt>(statement.node) || std::holds_alternative<ReturnStmt>(statement.node) ||
               std::holds_alternative<DeclarationStmt>(statement.node)) {
      if (!is_wait(statement)) expressions(statement, [&](const Expr& expr) { dropped(expr); });
    }
  }

  /// A wait is left out. Other calls that are whole statements are not searched: BUG_ON and the like are no guards.
  bool is_wait(const Stmt& statement) {
    const auto* node = std::get_if<ExprStmt>(&statement.node);
    const auto* call = node == nullptr ? nullptr : std::get_if<CallExpr>(&node->expr->node);
    if (call == nullptr) return false;
    if (call->callee.name == "wait_event" || call->callee.name == "synchronize_rcu")
      add(Operator::Guard, statement.span, "not waited for", ";");
    return true;
  }

  void whole(const Expr& condition, bool value) {
    if (is_constant(condition)) return;
    Span place = at_->span;
    place.end = condition.span.end;
    take_for(condition, place, value);
    parts(condition, value);
  }

  /// Mutates the operands that make the condition more often `value` if they are taken for `value`.
  void parts(const Expr& condition, bool value) {
    if (const auto* node = std::get_if<UnaryExpr>(&condition.node)) {
      if (node->op == UnaryOp::LogicalNot) parts(*node->operand, !value);
      return;
    }
    const BinaryOp op = value ? BinaryOp::LogicalAnd : BinaryOp::LogicalOr;
    if (binary(condition, op) != nullptr) take_parts(condition, op, value);
  }

  void take_parts(const Expr& chain, BinaryOp op, bool value) {
    std::vector<const Expr*> operands;
    flatten(chain, op, operands);
    for (const Expr* operand : operands) {
      if (is_constant(*operand)) continue;
      take_for(*operand, operand->span, value);
      parts(*operand, value);
    }
  }

  /// A comparison that ends a loop in time is no guard.
  void parts_of_loop(const Expr& condition) {
    std::vector<const Expr*> operands;
    flatten(condition, BinaryOp::LogicalAnd, operands);
    for (const Expr* operand : operands)
      if (operands.size() > 1 && !is_comparison(*operand) && !is_constant(*operand))
        take_for(*operand, operand->span, true);
  }

  /// In a value it is unknown which direction is the weak one, so one operand is dropped at a time.
  void dropped(const Expr& expr) {
    for (const BinaryOp op : {BinaryOp::LogicalAnd, BinaryOp::LogicalOr}) {
      if (binary(expr, op) == nullptr) continue;
      std::vector<const Expr*> operands;
      flatten(expr, op, operands);
      for (const Expr* operand : operands) {
        if (!is_constant(*operand)) take_for(*operand, operand->span, op == BinaryOp::LogicalAnd);
        dropped(*operand);
      }
      return;
    }
    if (!std::holds_alternative<QuantifierExpr>(expr.node) && !std::holds_alternative<CallExpr>(expr.node))
      operands(expr, [&](const Expr& operand) { dropped(operand); });
  }

  /// Settings and literals are no guards.
  bool is_constant(const Expr& expr) const {
    if (const auto* name = std::get_if<NameExpr>(&expr.node)) return search_.constants.contains(name->name);
    if (const auto* node = std::get_if<UnaryExpr>(&expr.node))
      return node->op == UnaryOp::LogicalNot && is_constant(*node->operand);
    return std::holds_alternative<IntegerLiteral>(expr.node) || std::holds_alternative<BoolLiteral>(expr.node);
  }

  void take_for(const Expr& expr, Span place, bool value) {
    const std::string text(search_.sources.slice(expr.span));
    const char* const name = value ? "true" : "false";
    add(value ? Operator::Guard : Operator::Recheck, place, std::string("taken for ") + name,
        "(" + text + ", " + name + ")", expr.span);
  }

  void add(Operator op, Span place, std::string what, std::string text, std::optional<Span> edited = {}) {
    search_.found.push_back({op,
                             place,
                             definition_.function->name.name,
                             std::move(what),
                             {{edited.value_or(place), std::move(text)}},
                             {at_->span}});
  }

  const Definition& definition_;
  const Search& search_;
  const Stmt* at_ = nullptr;
};

}  // namespace

void find_guards(const Definition& definition, const Search& search) { Guards(definition, search).all(); }

}  // namespace pagerace::mutation
