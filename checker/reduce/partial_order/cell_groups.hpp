// The cells of each group. An access whose address is unknown can touch all cells of its groups.
#pragma once

#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::checker::partial_order {

class CellGroups {
 public:
  /// The system must outlive it.
  explicit CellGroups(const system::TransitionSystem& system);
  /// All cells that the load or store can touch, group by group.
  std::vector<system::Cell> reached_by(const system::Instruction& at) const;

 private:
  const system::TransitionSystem& system_;
  std::vector<std::vector<system::Cell>> cells_;  ///< by group; without unused cells
};

}  // namespace pagerace::checker::partial_order
