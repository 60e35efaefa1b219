// Which store a search uses.
#pragma once

#include <cstdint>

namespace pagerace::checker {

/// Exact stores every state whole. The others may take a new state for a known one, and say how likely that is.
enum class StoreKind : std::uint8_t { Exact, Bitstate, Compact };

}  // namespace pagerace::checker
