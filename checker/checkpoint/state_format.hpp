// The file format that the writer and the reader of states share.
#pragma once

#include <cstdint>

#include "checker/checkpoint/checksum.hpp"
#include "model/system/word.hpp"

namespace pagerace::checker {

inline constexpr system::Word kStatesMagic = 0x31657461'74736770;  // "pgstate1" on a little-endian machine

/// The number of words that are written or read at a time.
inline constexpr std::uint64_t kBufferWords = 1u << 17;

/// The checksum of what comes before the first segment.
inline std::uint64_t first_checksum(std::uint32_t words) {
  Checksum sum;
  sum.add(kStatesMagic);
  sum.add(words);
  return sum.value();
}

}  // namespace pagerace::checker
