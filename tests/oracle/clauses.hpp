// A formula as a conjunction of disjunctions, so that each of them can be judged by itself.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "tests/oracle/walker.hpp"

namespace pagerace::oracle {

/// An atom for one value of each variable that is bound around it.
struct Literal {
  const Expr* atom = nullptr;
  Bound bound;
  bool negated = false;
};
using Disjunction = std::vector<Literal>;
using Conjunction = std::vector<Disjunction>;

/// Without what comparing a truth value with 0, or converting it, adds around it.
const Expr& bare(const Expr& expr);

/// Whether both sides, or the body, are formulas of their own.
bool is_connective(const Expr& expr);

/// Whether the formula is about a state and the one after.
bool has_next(const Expr& formula);

/// Nothing for a formula that speaks of the next state, and for one that becomes too large.
std::optional<Conjunction> clauses_of(const Expr& formula, Walker& walker);

}  // namespace pagerace::oracle
