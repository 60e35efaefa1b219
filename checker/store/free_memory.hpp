// How much memory this process may still take.
#pragma once

#include <cstdint>

namespace pagerace::checker {

/// The bytes that the machine and the control group of the process have left; Budget::kUnlimited if neither can be
/// read. The kernel would kill a search that took more, so the search would not end properly.
std::uint64_t free_memory();

/// The bytes that this process uses now; 0 if they cannot be read.
std::uint64_t resident_memory();

}  // namespace pagerace::checker
