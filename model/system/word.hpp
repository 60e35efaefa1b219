// The plain types of states, for code that is compiled at run time too: this header includes nothing else of pagerace.
#pragma once

#include <cstdint>

namespace pagerace::system {

using Word = std::uint64_t;
using Value = std::int64_t;  ///< u64 values above INT64_MAX are held as their bit pattern
inline constexpr unsigned kWordBits = 64;
/// Number of a scalar of shared, ghost or private memory. 0 is no cell: the value of NULL. A pointer's value is the
/// number of the first cell of what it points to.
using Cell = std::uint32_t;

/// Words of a state at most: what holds one on a stack or in a table is made for so many.
inline constexpr std::uint32_t kMostStateWords = 64;

}  // namespace pagerace::system
