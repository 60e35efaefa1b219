// Removes instructions that the range analysis shows to have no effect.
#pragma once

#include "model/system/ranges/memory_ranges.hpp"

namespace pagerace::system {

/// A Wrap that changes nothing becomes a Move; a CheckRange or CheckPointer that cannot fail is removed, and so is the
/// test of a local that was assigned. `ranges` must be solved for this very system, and must not be used afterwards.
void simplify(TransitionSystem& system, MemoryRanges& ranges);

}  // namespace pagerace::system
