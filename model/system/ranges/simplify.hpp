// Removes instructions that the range analysis shows to have no effect.
#pragma once

#include "model/system/ranges/memory_ranges.hpp"

namespace pagerace::system {

/// A Wrap that changes nothing becomes a Move. A check of a value or a pointer that cannot fail is removed; of others
/// coverage must say whether they were evaluated. A branch that is never taken is removed, and one that always is
/// becomes a Jump. `ranges` must be solved for this very system, and must not be used afterwards.
void simplify(TransitionSystem& system, MemoryRanges& ranges);

}  // namespace pagerace::system
