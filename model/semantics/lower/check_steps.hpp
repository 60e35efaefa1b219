// Keeps what a step stored when a check behind it fails.
#pragma once

#include <vector>

#include "model/semantics/lower/emitter.hpp"
#include "model/system/ranges/value_set.hpp"

namespace pagerace::semantics {

/// A step that fails has no successor, so a store before the failing check would be lost: properties would not see it,
/// and other threads could not run in between. Where a check that may fail comes after a store, a step begins with the
/// check. The same holds for a loop that may go on in one step without an end. `marks` has the placeholders of each
/// template: all of them are removed or become locations. Call it when all other locations are placed.
/// Returns what each group of cells can hold, if that had to be found out; the code still does the same.
std::vector<system::ValueSet> place_check_steps(system::TransitionSystem& system, const std::vector<StepMarks>& marks);

}  // namespace pagerace::semantics
