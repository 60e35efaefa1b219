// What threads may access while a guard holds a value: a lock that is taken, or a flag that is not set yet.
//
// So the section that a lock protects is left out of what others may access while they wait. That is Lipton's reduction
// ("Reduction: a method of proving properties of parallel programs", 1975), found state by state.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "checker/reduce/partial_order/may_access.hpp"

namespace pagerace::checker::partial_order {

/// A guard, with one of its values, and what may be accessed while it holds that value.
struct GuardValue {
  Requirement requirement;
  Word bits = 0;  ///< the encoding of the value in a state
  std::map<const ThreadGraph*, std::vector<MayAccess>> may_access;
};

/// The graph of each instance, and the may-access sets of its nodes.
struct MayAccessSets {
  std::vector<const ThreadGraph*> graphs;
  std::map<const ThreadGraph*, std::vector<MayAccess>> of;
};

MayAccessSets may_access_of(const system::TransitionSystem& system, const std::vector<TemplateGraphs>& graphs);

/// All values of guards that make some may-access set smaller, guard by guard.
std::vector<GuardValue> guard_values_of(const system::TransitionSystem& system, const std::vector<bool>& guards,
                                        const MayAccessSets& may_access, AnalysisBudget& budget);

/// The values that may help the step of an instance to be a singleton: those that take conflicting accesses away at
/// some control point of another thread. `seen`: the cells of formulas that read what the step writes. Empty if no
/// value could be enough.
Bits helpful(const std::vector<GuardValue>& values, const MayAccessSets& may_access, std::size_t instance,
             const StepSummary& step, const Bits& seen, AnalysisBudget& budget);

}  // namespace pagerace::checker::partial_order
