#include "checker/step/formula_queries.hpp"

#include <algorithm>

namespace pagerace::checker {

bool reads_next(const system::Predicate& predicate) {
  return std::ranges::any_of(predicate.code.instructions, [](const auto& at) { return at.of_next; });
}

using Kind = FormulaQuery::Kind;
using system::FormulaKind;

std::vector<FormulaQuery> queries_of(const system::TransitionSystem& system) {
  std::vector<FormulaQuery> all;
  for (int property = 0; property < static_cast<int>(system.properties.size()); ++property) {
    const auto& clauses = system.properties[property].clauses;
    for (int index = 0; index < static_cast<int>(clauses.size()); ++index) {
      const system::Clause& clause = clauses[index];
      const bool is_reachable = clause.kind == FormulaKind::Reachable;
      const bool at_end = clause.kind == FormulaKind::AtEnd;
      all.push_back({is_reachable ? Kind::Witness : Kind::Violation,
                     property,
                     index,
                     &clause.formula.predicate,
                     {is_reachable, at_end, reads_next(clause.formula.predicate)},
                     clause.span});
      for (std::size_t i = 0; i < clause.antecedents.size(); ++i) {
        const system::Span span = i < clause.antecedent_spans.size() ? clause.antecedent_spans[i] : system::Span();
        all.push_back({Kind::Antecedent,
                       property,
                       index,
                       &clause.antecedents[i],
                       {true, false, reads_next(clause.antecedents[i])},
                       span});
      }
    }
  }
  return all;
}

}  // namespace pagerace::checker
