// A set of small numbers, of cells above all.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "model/system/word.hpp"

namespace pagerace::checker::partial_order {

using system::Cell;
using system::Value;
using system::Word;

/// Laid out as in a Footprint: number n is bit n % 64 of word n / 64. Sets that meet must be of one size.
class Bits {
 public:
  explicit Bits(std::uint32_t size = 0) : words_(size / 64 + 1, 0) {}

  void add(std::uint32_t number) { words_[number / 64] |= Word{1} << number % 64; }
  bool has(std::uint32_t number) const { return (words_[number / 64] >> number % 64 & 1) != 0; }
  bool any() const {
    for (Word word : words_) {
      if (word != 0) return true;
    }
    return false;
  }
  bool meets(const Bits& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((words_[i] & other.words_[i]) != 0) return true;
    }
    return false;
  }
  /// Whether something of this one, but not of `but`, is in the other.
  bool meets_beyond(const Bits& but, const Bits& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((words_[i] & ~but.words_[i] & other.words_[i]) != 0) return true;
    }
    return false;
  }
  /// True if that added something.
  bool unite(const Bits& other) {
    bool grew = false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      grew = grew || (other.words_[i] & ~words_[i]) != 0;
      words_[i] |= other.words_[i];
    }
    return grew;
  }
  /// True if that took something away.
  bool intersect(const Bits& other) {
    bool shrank = false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      shrank = shrank || (words_[i] & ~other.words_[i]) != 0;
      words_[i] &= other.words_[i];
    }
    return shrank;
  }
  const std::vector<Word>& words() const { return words_; }
  auto operator<=>(const Bits&) const = default;

 private:
  std::vector<Word> words_;
};

}  // namespace pagerace::checker::partial_order
