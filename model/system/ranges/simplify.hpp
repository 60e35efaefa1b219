// Takes out what the range analysis shows to be without effect.
#pragma once

#include "model/system/ranges/memory_ranges.hpp"

namespace pagerace::system {

/// A Wrap that changes nothing becomes a Move; a CheckRange or CheckPointer that cannot fail goes away. `ranges` must
/// be solved for this very system, and is of no use afterwards.
void simplify(TransitionSystem& system, MemoryRanges& ranges);

}  // namespace pagerace::system
