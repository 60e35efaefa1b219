// How much memory this process may still take.
#pragma once

#include <cstdint>

namespace pagerace::checker {

/// Bytes that the machine, and the control group that the process runs in, have left; Budget::kUnlimited where neither
/// tells. A search that took more would be killed by the kernel instead of coming to an end.
std::uint64_t free_memory();

/// Bytes that this process holds now; 0 where nothing tells.
std::uint64_t resident_memory();

}  // namespace pagerace::checker
