// Which cells the formulas of the properties look at.
#pragma once

#include <vector>

#include "checker/reduce/partial_order/step_summary.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker::partial_order {

struct Visible {
  /// Of each formula that is asked of every state, its antecedents apart. Equal ones are one.
  std::vector<Bits> always;
  /// Of all that are asked only where every thread has finished that is not a daemon.
  Bits at_end;
};

Visible visible_cells(const system::TransitionSystem& system, AnalysisBudget& budget);

}  // namespace pagerace::checker::partial_order
