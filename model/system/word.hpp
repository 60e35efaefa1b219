// The plain types of states, also for code that is compiled at run time: this header includes nothing else of pagerace.
#pragma once

#include <cstdint>

namespace pagerace::system {

using Word = std::uint64_t;
using Value = std::int64_t;  ///< u64 values above INT64_MAX are held as their bit pattern
inline constexpr unsigned kWordBits = 64;
/// The number of a scalar of shared, ghost or private memory. 0 is no cell: it is the value of NULL. The value of a
/// pointer is the number of the first cell of the object that it points to.
using Cell = std::uint32_t;

/// The greatest number of words in a state. Stacks and tables that hold a state have space for so many.
inline constexpr std::uint32_t kMostStateWords = 64;

}  // namespace pagerace::system
