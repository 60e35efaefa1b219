// Which store a search uses.
#pragma once

#include <cstdint>

namespace pagerace::checker {

/// Exact stores every state completely. The others may take a new state for a known one, and report how likely that is.
enum class StoreKind : std::uint8_t { Exact, Bitstate, Compact };

}  // namespace pagerace::checker
