// Hashing of packed states.
#pragma once

#include <cstdint>

#include "model/system/code.hpp"

namespace pagerace::checker {

using system::Word;

/// A bijection of 64-bit words after which every bit depends on every other: two rounds of xorshift and odd multiply.
inline std::uint64_t mix(std::uint64_t word) {
  word ^= word >> 32;
  word *= 0xd6e8feb86659fd93ULL;
  word ^= word >> 29;
  word *= 0x9e3779b97f4a7c15ULL;
  word ^= word >> 32;
  return word;
}

/// Each word is folded in by a bijection, so states that differ in one word never collide, and one-word states not at
/// all. Every bit of the result is fit for use: stores take the slot from one end and the tag from the other.
inline std::uint64_t hash_state(const Word* state, std::uint32_t words) {
  std::uint64_t hash = words;
  for (std::uint32_t i = 0; i < words; ++i) {
    hash = (hash ^ state[i]) * 0x9fb21c651e98df25ULL;
    hash ^= hash >> 31;
  }
  return mix(hash);
}

}  // namespace pagerace::checker
