// What is asked of each new state: the formulas of the properties, numbered in one way for all engines.
#pragma once

#include <vector>

#include "checker/step/worker.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker {

/// A query, and where it comes from.
struct FormulaQuery {
  enum class Kind : std::uint8_t { Violation, Witness, Antecedent };
  Kind kind = Kind::Violation;
  int property = 0;
  int clause = 0;
  const system::Predicate* predicate = nullptr;
  PredicateQuery query;
};

/// Property by property, clause by clause: `always` and `at_end` clauses are answered where they are false,
/// `reachable` ones where they are true; after each clause its antecedents, answered where they are true.
std::vector<FormulaQuery> queries_of(const system::TransitionSystem& system);

}  // namespace pagerace::checker
