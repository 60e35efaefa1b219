// Guards that keep a value, and what that keeps from happening: a lock that is held, a flag that is not set yet.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "checker/reduce/partial_order/may_access.hpp"

namespace pagerace::checker::partial_order {

/// A guard, with one of its values.
struct GuardValue {
  Requirement requirement;
  Word bits = 0;  ///< that stand for the value in a state
  std::map<const ThreadGraph*, std::vector<MayAccess>> may_access;
};

/// The graph of each instance, and what follows from its nodes.
struct MayAccessSets {
  std::vector<const ThreadGraph*> graphs;
  std::map<const ThreadGraph*, std::vector<MayAccess>> of;
};

MayAccessSets may_access_of(const system::TransitionSystem& system, const std::vector<TemplateGraphs>& graphs);

/// All that change a future, guard by guard.
std::vector<GuardValue> guard_values_of(const system::TransitionSystem& system, const std::vector<bool>& guards,
                                        const MayAccessSets& may_access, AnalysisBudget& budget);

/// Which of them may help the step of an instance to be taken alone: true only if there are places of the other threads
/// where they leave it more room than they would otherwise. `seen` are the cells of formulas that see the step. Empty
/// where nothing could free it.
Bits helpful(const std::vector<GuardValue>& values, const MayAccessSets& may_access, std::size_t instance,
             const StepSummary& step, const Bits& seen, AnalysisBudget& budget);

}  // namespace pagerace::checker::partial_order
