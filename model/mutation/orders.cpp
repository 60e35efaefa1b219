// Neighbouring statements that change places.
#include <algorithm>
#include <array>
#include <string_view>

#include "model/mutation/find.hpp"
#include "model/mutation/walk.hpp"

namespace pagerace::mutation {

using namespace syntax;

namespace {

using Names = std::set<std::string>;

bool is_assertion(std::string_view callee) {
  constexpr std::array<std::string_view, 5> beginnings = {"BUG", "WARN", "VM_BUG", "VM_WARN", "lock_fault"};
  return callee == "assert" || std::any_of(beginnings.begin(), beginnings.end(),
                                           [&](auto beginning) { return callee.starts_with(beginning); });
}

/// The variable that the place is, or is part of; empty if the place is reached through a pointer.
std::string variable_of(const Expr& place) {
  if (const auto* name = std::get_if<NameExpr>(&place.node)) return name->name;
  if (const auto* member = std::get_if<MemberExpr>(&place.node)) return member->arrow ? "" : variable_of(*member->base);
  if (const auto* index = std::get_if<IndexExpr>(&place.node)) return variable_of(*index->base);
  return "";
}

/// The effects of a statement that decide which statements it may change places with.
struct Effects {
  Names mentioned;
  Names written;           ///< local variables
  bool is_shared = false;  ///< it calls something, or writes what is not local
  bool is_fixed = false;   ///< it jumps, takes a lock or asserts
};

class Reader {
 public:
  Reader(const Names& locals, Effects& effects) : locals_(locals), effects_(effects) {}

  void read(const Stmt& statement) {
    walk(
        statement, [&](const Stmt& inner) { look_at(inner); }, [&](const Expr& expr) { look_at(expr); });
    effects_.is_fixed |= jumps_out(statement);
  }

 private:
  void look_at(const Stmt& statement) {
    effects_.is_fixed |=
        std::holds_alternative<ReturnStmt>(statement.node) || std::holds_alternative<GotoStmt>(statement.node) ||
        std::holds_alternative<GotoLabel>(statement.node) || std::holds_alternative<CaseLabel>(statement.node) ||
        std::holds_alternative<AssumeStmt>(statement.node) || std::holds_alternative<NoteStmt>(statement.node);
  }

  static bool jumps_out(const Stmt& statement) {
    if (std::holds_alternative<BreakStmt>(statement.node) || std::holds_alternative<ContinueStmt>(statement.node))
      return true;
    if (std::holds_alternative<ForStmt>(statement.node) || std::holds_alternative<WhileStmt>(statement.node) ||
        std::holds_alternative<DoStmt>(statement.node))
      return false;
    bool jumps = false;
    children(statement, [&](const Stmt& child) { jumps |= jumps_out(child); });
    return jumps;
  }

  void look_at(const Expr& expr) {
    if (const auto* name = std::get_if<NameExpr>(&expr.node)) {
      effects_.mentioned.insert(name->name);
    } else if (const auto* call = std::get_if<CallExpr>(&expr.node)) {
      effects_.is_shared = true;
      effects_.is_fixed |= is_assertion(call->callee.name) || !half_of_pair(call->callee.name).root.empty();
    } else if (const auto* assign = std::get_if<AssignExpr>(&expr.node)) {
      write(*assign->target);
    } else if (const auto* unary = std::get_if<UnaryExpr>(&expr.node)) {
      const bool is_write = unary->op == UnaryOp::PreIncrement || unary->op == UnaryOp::PreDecrement ||
                            unary->op == UnaryOp::PostIncrement || unary->op == UnaryOp::PostDecrement ||
                            unary->op == UnaryOp::AddressOf;
      if (is_write) write(*unary->operand);
    }
  }

  void write(const Expr& place) {
    const std::string variable = variable_of(place);
    if (locals_.contains(variable))
      effects_.written.insert(variable);
    else
      effects_.is_shared = true;
  }

  const Names& locals_;
  Effects& effects_;
};

class Orders {
 public:
  Orders(const Definition& definition, const Search& search) : definition_(definition), search_(search) {
    for (const Parameter& parameter : definition.function->parameters) locals_.insert(parameter.declarator.name.name);
  }

  void all() {
    const auto note_locals = [&](const Stmt& statement) {
      if (const auto* node = std::get_if<DeclarationStmt>(&statement.node))
        for (const Declarator& each : node->declaration.declarators) locals_.insert(each.name.name);
    };
    for (const StmtPtr& each : definition_.function->body->statements) walk(*each, note_locals, [](const Expr&) {});
    if (!definition_.function->is_atomic) block(definition_.function->body->statements);
  }

 private:
  /// Statements in one atomic step have no order that other threads can see.
  void block(const std::vector<StmtPtr>& statements) {
    for (std::size_t i = 0; i < statements.size(); i++) {
      if (i + 1 < statements.size()) pair(*statements[i], *statements[i + 1]);
      inside(*statements[i]);
    }
  }

  void inside(const Stmt& statement) {
    if (std::holds_alternative<AtomicStmt>(statement.node)) return;
    if (const auto* node = std::get_if<Block>(&statement.node)) return block(node->statements);
    if (const auto* node = std::get_if<EitherStmt>(&statement.node)) {
      for (const Block& choice : node->choices) block(choice.statements);
      return;
    }
    children(statement, [&](const Stmt& child) { inside(child); });
  }

  Effects effects(const Stmt& statement) const {
    Effects effects;
    Reader(locals_, effects).read(statement);
    effects.is_fixed |= std::holds_alternative<DeclarationStmt>(statement.node);
    return effects;
  }

  static bool meet(const Names& written, const Names& mentioned) {
    return std::any_of(written.begin(), written.end(), [&](const auto& name) { return mentioned.contains(name); });
  }

  void pair(const Stmt& first, const Stmt& second) {
    const Effects one = effects(first);
    const Effects other = effects(second);
    if (one.is_fixed || other.is_fixed || !one.is_shared || !other.is_shared) return;
    if (meet(one.written, other.mentioned) || meet(other.written, one.mentioned)) return;
    const std::string before(search_.sources.slice(first.span));
    const std::string after(search_.sources.slice(second.span));
    if (before == after) return;
    search_.found.push_back({Operator::Order,
                             first.span,
                             definition_.function->name.name,
                             "after the next statement",
                             {{first.span, after}, {second.span, before}},
                             {first.span, second.span}});
  }

  const Definition& definition_;
  const Search& search_;
  Names locals_;
};

}  // namespace

void find_orders(const Definition& definition, const Search& search) { Orders(definition, search).all(); }

}  // namespace pagerace::mutation
