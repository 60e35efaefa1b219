// The cells that the formulas of the properties read. A step that writes one of them is visible (Peled 1994).
#pragma once

#include <vector>

#include "checker/reduce/partial_order/step_summary.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker::partial_order {

struct Visible {
  /// One set for each formula that is asked of every state. Antecedents have their own sets. Equal sets are listed
  /// once.
  std::vector<Bits> always;
  /// The cells of all formulas that are asked only when every thread that is not a daemon has finished.
  Bits at_end;
};

Visible visible_cells(const system::TransitionSystem& system, AnalysisBudget& budget);

}  // namespace pagerace::checker::partial_order
