// The locations at which a reduced search expands all threads, so that no thread is ignored for ever.
//
// This is the cycle proviso (Valmari 1989; Peled, "Combining partial order reductions with on-the-fly model-checking",
// 1994). The usual proviso looks at the stack or at the states that are known. This one depends on the program only:
// each cycle of states takes some thread round a cycle of its control points. So it is enough that each such cycle has
// a location that is fully expanded: a static proviso (Kurshan, Levin, Minea, Peled and Yenigun, 1998).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "checker/reduce/partial_order/thread_graph.hpp"

namespace pagerace::checker::partial_order {

/// How much reduction is lost if a location is fully expanded, as shares of the control points of other threads.
struct ExpansionCost {
  double alone = 0;  ///< at which the step could be taken alone
  double early = 0;  ///< at which only taking the step shows that it cannot
  bool operator<(const ExpansionCost& other) const {
    return alone != other.alone ? alone < other.alone : early > other.early;
  }
};

/// Whether symmetry reduction may change the value of a register at a location. Control points that differ in such
/// registers only count as one, because a thread may go from one to the other without a step.
using IsPermuted = std::function<bool(std::uint32_t location, system::Register reg)>;

/// For each location of a template whether it is fully expanded. Every cycle of control points of its threads has such
/// a location: a feedback vertex set, chosen greedily by `costs`.
std::vector<bool> fully_expanded_locations(const ControlPoints& nodes,
                                           const std::vector<std::shared_ptr<const ThreadGraph>>& graphs,
                                           const std::vector<ExpansionCost>& costs, const IsPermuted& is_permuted);

}  // namespace pagerace::checker::partial_order
