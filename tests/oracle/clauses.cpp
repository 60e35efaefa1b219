#include "tests/oracle/clauses.hpp"

#include <algorithm>
#include <utility>

namespace pagerace::oracle {

using semantics::ExprKind;

namespace {

constexpr std::size_t kMostClauses = 3'000;

struct TooManyClauses {};

Conjunction both(Conjunction left, const Conjunction& right) {
  left.insert(left.end(), right.begin(), right.end());
  if (left.size() > kMostClauses) throw TooManyClauses{};
  return left;
}

Conjunction either(const Conjunction& left, const Conjunction& right) {
  Conjunction all;
  if (left.size() * right.size() > kMostClauses) throw TooManyClauses{};
  for (const Disjunction& one : left) {
    for (const Disjunction& other : right) {
      all.push_back(one);
      all.back().insert(all.back().end(), other.begin(), other.end());
    }
  }
  return all;
}

class Clauses {
 public:
  explicit Clauses(Walker& walker) : walker_(walker) {}

  Conjunction of(const Expr& whole, bool is_true, const Bound& bound) {
    const Expr& expr = bare(whole);
    const auto side = [&](std::size_t i, bool truth) { return of(*expr.operands[i], truth, bound); };
    switch (is_connective(expr) ? expr.kind : ExprKind::Constant) {
      case ExprKind::LogicalNot:
        return side(0, !is_true);
      case ExprKind::LogicalAnd:
        return is_true ? both(side(0, true), side(1, true)) : either(side(0, false), side(1, false));
      case ExprKind::LogicalOr:
        return is_true ? either(side(0, true), side(1, true)) : both(side(0, false), side(1, false));
      case ExprKind::Imply:
        return is_true ? either(side(0, false), side(1, true)) : both(side(0, true), side(1, false));
      case ExprKind::Equivalent:
        return both(either(side(0, false), side(1, is_true)), either(side(0, true), side(1, !is_true)));
      case ExprKind::Forall:
      case ExprKind::Exists:
        return over_values(expr, is_true, bound);
      case ExprKind::Next:  // what is never written is the same in both states
        return side(0, is_true);
      default:
        if (has_next(expr)) throw TooManyClauses{};
        return {{Literal{&expr, bound, !is_true}}};
    }
  }

 private:
  Conjunction over_values(const Expr& expr, bool is_true, const Bound& bound) {
    const bool all = (expr.kind == ExprKind::Forall) == is_true;
    Conjunction found = all ? Conjunction{} : Conjunction{{}};
    for (const Value value : walker_.values_of(expr)) {
      Bound inside = bound;
      inside[expr.variable] = value;
      const Conjunction one = of(*expr.operands.back(), is_true, inside);
      found = all ? both(std::move(found), one) : either(found, one);
    }
    return found;
  }

  Walker& walker_;
};

}  // namespace

const Expr& bare(const Expr& expr) {
  const auto is_zero = [](const Expr& other) { return other.kind == ExprKind::Constant && other.value == 0; };
  const bool compares = expr.kind == ExprKind::NotEqual && is_zero(*expr.operands[1]);
  if (!compares && expr.kind != ExprKind::Convert) return expr;
  const Expr& inner = bare(*expr.operands[0]);
  return is_connective(inner) ? inner : expr;
}

bool is_connective(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::LogicalNot:
    case ExprKind::LogicalAnd:
    case ExprKind::LogicalOr:
    case ExprKind::Imply:
    case ExprKind::Equivalent:
    case ExprKind::Next:
      return true;
    case ExprKind::Forall:
    case ExprKind::Exists:
      if (expr.operands.size() == 2) return expr.operands[0]->kind == ExprKind::VariablePlace;
      return expr.operands[0]->kind == ExprKind::Constant && expr.operands[1]->kind == ExprKind::Constant;
    default:
      return false;
  }
}

bool has_next(const Expr& formula) {
  return formula.kind == ExprKind::Next ||
         std::ranges::any_of(formula.operands, [](const auto& operand) { return has_next(*operand); });
}

std::optional<Conjunction> clauses_of(const Expr& formula, Walker& walker) {
  try {
    return Clauses(walker).of(formula, true, {});
  } catch (const TooManyClauses&) {
    return std::nullopt;
  }
}

}  // namespace pagerace::oracle
