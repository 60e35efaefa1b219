// A set of small numbers, registers say, as bits.
#pragma once

#include <cstdint>
#include <vector>

namespace pagerace::system {

using Bits = std::vector<std::uint64_t>;

inline void insert(Bits& bits, std::uint32_t place) { bits[place / 64] |= std::uint64_t{1} << (place % 64); }
inline void erase(Bits& bits, std::uint32_t place) { bits[place / 64] &= ~(std::uint64_t{1} << (place % 64)); }
inline bool contains(const Bits& bits, std::uint32_t place) { return (bits[place / 64] >> (place % 64) & 1) != 0; }

}  // namespace pagerace::system
