// Hashing of packed states.
#pragma once

#include <cstdint>

#include "model/system/word.hpp"

namespace pagerace::checker {

using system::Word;

inline constexpr std::uint64_t kMultiplier1 = 0xd6e8feb86659fd93ULL, kMultiplier2 = 0x9e3779b97f4a7c15ULL;

/// The inverse of an odd number modulo 2^64. Each round of Newton's method doubles the number of right bits, from 3.
constexpr std::uint64_t inverse_of(std::uint64_t odd) {
  std::uint64_t inverse = odd;
  for (int bits = 3; bits < 64; bits *= 2) inverse *= 2 - odd * inverse;
  return inverse;
}

/// A bijection of 64-bit words after which every bit depends on every other: two rounds of xorshift and odd multiply.
inline std::uint64_t mix(std::uint64_t word) {
  word ^= word >> 32;
  word *= kMultiplier1;
  word ^= word >> 29;
  word *= kMultiplier2;
  word ^= word >> 32;
  return word;
}

/// A bijection of the numbers below 2^bits, for any number of bits from 1 to 64. The upper bits of the result depend on
/// all bits, so use those for hashing.
class Scramble {
 public:
  explicit Scramble(unsigned bits = 64) : shift_((bits + 1) / 2), mask_(~std::uint64_t{0} >> (64 - bits)) {}

  std::uint64_t operator()(std::uint64_t number) const {
    number ^= number >> shift_;
    number = number * kMultiplier1 & mask_;
    number ^= number >> shift_;
    return number * kMultiplier2 & mask_;
  }
  std::uint64_t inverse(std::uint64_t number) const {
    number = number * inverse_of(kMultiplier2) & mask_;
    number ^= number >> shift_;
    number = number * inverse_of(kMultiplier1) & mask_;
    return number ^ number >> shift_;
  }

 private:
  unsigned shift_;
  std::uint64_t mask_;
};

/// A bijection folds in each word, so states that differ in one word never collide, and states of one word never
/// collide at all. All bits of the result are equally good.
inline std::uint64_t hash_state(const Word* state, std::uint32_t words) {
  std::uint64_t hash = words;
  for (std::uint32_t i = 0; i < words; ++i) hash = mix(hash ^ state[i]);
  return hash;
}

}  // namespace pagerace::checker
