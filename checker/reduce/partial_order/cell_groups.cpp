#include "checker/reduce/partial_order/cell_groups.hpp"

#include "model/system/operands.hpp"

namespace pagerace::checker::partial_order {

CellGroups::CellGroups(const system::TransitionSystem& system) : system_(system), cells_(system.groups.size()) {
  for (system::Cell cell = 1; cell < system.cells.size(); ++cell) {
    if (system.cells[cell].type != nullptr) cells_.at(system.cells[cell].group).push_back(cell);
  }
}

std::vector<system::Cell> CellGroups::reached_by(const system::Instruction& at) const {
  std::vector<system::Cell> reached;
  for (std::uint32_t group : system_.accesses.at(system::access_of(at)).groups) {
    reached.insert(reached.end(), cells_.at(group).begin(), cells_.at(group).end());
  }
  return reached;
}

}  // namespace pagerace::checker::partial_order
