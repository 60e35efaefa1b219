// Formulas over cells, made by hand.
#pragma once

#include <string>

#include "tests/system/builder.hpp"

namespace pagerace::properties::testing {

using system::Cell;
using system::FormulaNode;
using system::Predicate;
using system::Value;

/// cell == value
Predicate equals(Cell cell, Value value);
/// cells[bound] == value, where `bound` is the predicate's only input
Predicate element_equals(Cell cells, Value value);
Predicate negated(const Predicate& predicate);

FormulaNode atom(Predicate predicate, source::Span span = {});
system::Clause clause(system::FormulaKind kind, Predicate predicate);
/// Adds a property of these clauses.
void add_property(system::TransitionSystem& system, const std::string& name, std::vector<system::Clause> clauses);

}  // namespace pagerace::properties::testing
