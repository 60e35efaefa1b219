#include "model/semantics/flow.hpp"

#include <algorithm>
#include <set>

#include "model/semantics/build.hpp"

namespace pagerace::semantics {

namespace {

bool contains_target(const Stmt& statement) {
  if (statement.kind == StmtKind::Label || statement.kind == StmtKind::Case) return true;
  return std::any_of(statement.children.begin(), statement.children.end(),
                     [](const auto& child) { return contains_target(*child); });
}

bool is_nothing(const Stmt& statement) {
  if (statement.kind == StmtKind::Break || statement.is_made) return true;  // `return x; break;` is a common habit
  return statement.kind == StmtKind::Block && std::all_of(statement.children.begin(), statement.children.end(),
                                                          [](const auto& child) { return is_nothing(*child); });
}

class Flow {
 public:
  explicit Flow(Context& context) : context_(context) {}

  /// Whether control can go on after the statement once it has reached it.
  bool completes(const Stmt& statement) {
    switch (statement.kind) {
      case StmtKind::Block:
        return sequence(statement);
      case StmtKind::If:
        return branch(statement);
      case StmtKind::Loop:
        return loop(statement);
      case StmtKind::Switch:
        return choice(statement);
      case StmtKind::Either: {
        bool any = false;
        for (const auto& child : statement.children) any = completes(*child) || any;
        return any;
      }
      case StmtKind::Atomic:
        return completes(*statement.children[0]);
      case StmtKind::Break:
        if (!breaks_.empty()) breaks_.back() = true;
        return false;
      case StmtKind::Continue:
        if (!continues_.empty()) continues_.back() = true;
        return false;
      case StmtKind::Return:
      case StmtKind::Goto:
        return false;
      case StmtKind::Expression:
        return statement.expr->kind != ExprKind::Fail;
      case StmtKind::Assume:
        return !is_constant(*statement.expr, 0);
      default:
        return true;
    }
  }

 private:
  bool sequence(const Stmt& block) {
    bool reachable = true;
    for (const auto& child : block.children) {
      if (!reachable && contains_target(*child)) reachable = true;
      if (!reachable) {
        if (!is_nothing(*child)) context_.diagnostics.warning(child->span, "nothing gets here");
        return rest_completes(block, *child);
      }
      reachable = completes(*child);
    }
    return reachable;
  }

  /// One warning is enough for unreachable statements: continues at the next label, if any.
  bool rest_completes(const Stmt& block, const Stmt& dead) {
    bool past = false;
    bool reachable = false;
    for (const auto& child : block.children) {
      if (child.get() == &dead) past = true;
      if (!past) continue;
      if (contains_target(*child)) reachable = true;
      if (reachable) reachable = completes(*child);
    }
    return reachable;
  }

  bool branch(const Stmt& statement) {
    const bool then = completes(*statement.children[0]);
    const bool otherwise = statement.children.size() < 2 || completes(*statement.children[1]);
    if (!is_constant(*statement.expr)) return then || otherwise;
    return statement.expr->value != 0 ? then : otherwise;
  }

  bool loop(const Stmt& statement) {
    breaks_.push_back(false);
    continues_.push_back(false);
    const bool body = completes(*statement.children[0]);
    const bool broken = breaks_.back();
    const bool continued = continues_.back();
    breaks_.pop_back();
    continues_.pop_back();
    const bool endless = !statement.expr || (is_constant(*statement.expr) && statement.expr->value != 0);
    if (endless) return broken;
    return broken || !statement.test_last || body || continued;
  }

  bool choice(const Stmt& statement) {
    breaks_.push_back(false);
    std::set<Value> cases;
    bool has_default = false;
    collect_cases(*statement.children[0], cases, has_default);
    const bool body = completes(*statement.children[0]);
    const bool broken = breaks_.back();
    breaks_.pop_back();
    return body || broken || !(has_default || is_exhaustive(*statement.expr, cases));
  }

  static void collect_cases(const Stmt& statement, std::set<Value>& cases, bool& has_default) {
    if (statement.kind == StmtKind::Case) {
      if (statement.is_default)
        has_default = true;
      else
        cases.insert(statement.value);
    }
    for (const auto& child : statement.children)
      if (child->kind != StmtKind::Switch) collect_cases(*child, cases, has_default);
  }

  /// The only values of an enum are its constants.
  static bool is_exhaustive(const Expr& value, const std::set<Value>& cases) {
    const Expr* inner = &value;
    while (inner->kind == ExprKind::Convert) inner = inner->operands[0].get();
    if (inner->type->kind != TypeKind::Enum) return false;
    const Range range = inner->type->range();
    return static_cast<Value>(cases.size()) > range.high - range.low && *cases.begin() == range.low &&
           *cases.rbegin() == range.high;
  }

  Context& context_;
  std::vector<bool> breaks_;
  std::vector<bool> continues_;
};

}  // namespace

bool check_flow(Context& context, const Stmt& body) { return Flow(context).completes(body); }

}  // namespace pagerace::semantics
