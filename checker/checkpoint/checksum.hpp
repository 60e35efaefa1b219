// Detects whether data on a disk was changed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "model/system/word.hpp"

namespace pagerace::checker {

/// A 64-bit checksum of words, in order. Each word is folded in by a bijection of the sum and of the word. So a change
/// within one word is always detected; any other change is missed with a chance of about 2^-64. No protection against
/// malice.
class Checksum {
 public:
  explicit Checksum(std::uint64_t seed = 0) : sum_(seed) {}

  void add(system::Word word) {
    sum_ = (sum_ ^ word) * 0x9fb21c651e98df25ULL + 1;  // what is added tells zeros apart
    sum_ ^= sum_ >> 32;
  }
  void add(const system::Word* words, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) add(words[i]);
  }
  /// The length is added first, so that "ab" and "c" differ from "a" and "bc".
  void add(std::string_view text) {
    add(text.size());
    for (std::size_t at = 0; at < text.size(); at += sizeof(system::Word)) {
      system::Word word = 0;
      std::memcpy(&word, text.data() + at, std::min(sizeof word, text.size() - at));
      add(word);
    }
  }
  std::uint64_t value() const { return sum_; }

 private:
  std::uint64_t sum_;
};

}  // namespace pagerace::checker
