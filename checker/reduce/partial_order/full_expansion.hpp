// Where a reduced search looks at everything, so that no thread is put off for ever.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "checker/reduce/partial_order/thread_graph.hpp"

namespace pagerace::checker::partial_order {

/// What there is to lose at a location, as shares of what the other threads may be up to.
struct ExpansionCost {
  double alone = 0;  ///< where its step could be taken alone
  double early = 0;  ///< where nothing but the step itself tells that it cannot
  bool operator<(const ExpansionCost& other) const {
    return alone != other.alone ? alone < other.alone : early > other.early;
  }
};

/// Whether another reduction may change what a register holds at a location in between: places that differ in that only
/// are then one, for a thread may go from one to the other without a step.
using IsPermuted = std::function<bool(std::uint32_t location, system::Register reg)>;

/// For each location of a template whether it is breaking: without those, the threads of that template go round no
/// cycle. Of locations that would do, the cheapest by `costs`.
std::vector<bool> fully_expanded_locations(const ControlPoints& nodes,
                                           const std::vector<std::shared_ptr<const ThreadGraph>>& graphs,
                                           const std::vector<ExpansionCost>& costs, const IsPermuted& is_permuted);

}  // namespace pagerace::checker::partial_order
