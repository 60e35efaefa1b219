// The queries that are evaluated in each new state: the formulas of the properties, with the same numbers in all
// engines.
#pragma once

#include <vector>

#include "checker/step/worker.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker {

/// A query, and the formula that it comes from.
struct FormulaQuery {
  enum class Kind : std::uint8_t { Violation, Witness, Antecedent };
  Kind kind = Kind::Violation;
  int property = 0;
  int clause = 0;
  const system::Predicate* predicate = nullptr;
  PredicateQuery query;
  system::Span span = {};  ///< of an antecedent
};

/// Whether it is about a state and the one after.
bool reads_next(const system::Predicate& predicate);

/// Ordered by property, then by clause. `always` and `at_end` clauses are answered by a state in which they are false,
/// `reachable` ones by one in which they are true. The antecedents of a clause follow it; a state in which they are
/// true answers them, also a state before the end if the clause is about the end: what is undone by then was tested.
std::vector<FormulaQuery> queries_of(const system::TransitionSystem& system);

}  // namespace pagerace::checker
