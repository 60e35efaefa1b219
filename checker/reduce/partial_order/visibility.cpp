#include "checker/reduce/partial_order/visibility.hpp"

#include <algorithm>

#include "checker/reduce/partial_order/explorer.hpp"
#include "checker/step/formula_queries.hpp"

namespace pagerace::checker::partial_order {
namespace {

/// All cells of the groups that it reads.
Bits cells_of_groups(const system::TransitionSystem& system, const system::Code& code) {
  Bits cells(static_cast<std::uint32_t>(system.cells.size()));
  const CellGroups groups(system);
  for (const system::Instruction& at : code.instructions) {
    if (at.op != system::Opcode::Load) continue;
    for (Cell cell : groups.reached_by(at)) cells.add(cell);
  }
  return cells;
}

Bits cells_read_by(const system::TransitionSystem& system, const system::Predicate& predicate, AnalysisBudget& budget) {
  const std::vector<bool> no_guards(system.cells.size(), false);
  const std::vector<system::Location> no_locations;
  const Slices slices = slices_of(system, predicate.code, no_guards);
  StepExplorer explorer(system, predicate.code, no_locations, slices, no_guards, nullptr);
  const auto summary = explorer.start({}, budget);
  return summary ? summary->reads : cells_of_groups(system, predicate.code);
}

}  // namespace

Visible visible_cells(const system::TransitionSystem& system, AnalysisBudget& budget) {
  Visible visible{{}, Bits(static_cast<std::uint32_t>(system.cells.size()))};
  for (const FormulaQuery& asked : queries_of(system)) {
    const Bits cells = cells_read_by(system, *asked.predicate, budget);
    if (asked.query.at_end) {
      visible.at_end.unite(cells);
    } else if (std::find(visible.always.begin(), visible.always.end(), cells) == visible.always.end()) {
      visible.always.push_back(cells);
    }
  }
  return visible;
}

}  // namespace pagerace::checker::partial_order
