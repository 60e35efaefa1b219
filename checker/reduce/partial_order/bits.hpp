// A set of small numbers, mostly of cells.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <vector>

#include "model/system/word.hpp"

namespace pagerace::checker::partial_order {

using system::Cell;
using system::Value;
using system::Word;

/// The layout is that of a Footprint: number n is bit n % 64 of word n / 64. Two sets that are combined must have the
/// same size. Small sets allocate no memory: the analysis makes millions of them.
class Bits {
 public:
  explicit Bits(std::uint32_t size = 0) : count_(size / 64 + 1) {
    if (count_ > kFew) many_.assign(count_, 0);
  }

  void add(std::uint32_t number) { data()[number / 64] |= Word{1} << number % 64; }
  bool has(std::uint32_t number) const { return (data()[number / 64] >> number % 64 & 1) != 0; }
  bool any() const {
    return std::any_of(data(), data() + count_, [](Word word) { return word != 0; });
  }
  bool meets(const Bits& other) const {
    const Word *const a = data(), *const b = other.data();
    for (std::uint32_t i = 0; i < count_; ++i) {
      if ((a[i] & b[i]) != 0) return true;
    }
    return false;
  }
  /// Whether an element of this set that is not in `but` is in the other.
  bool meets_beyond(const Bits& but, const Bits& other) const {
    for (std::uint32_t i = 0; i < count_; ++i) {
      if ((data()[i] & ~but.data()[i] & other.data()[i]) != 0) return true;
    }
    return false;
  }
  /// True if this set grew.
  bool unite(const Bits& other) {
    Word grew = 0;
    for (std::uint32_t i = 0; i < count_; ++i) {
      grew |= other.data()[i] & ~data()[i];
      data()[i] |= other.data()[i];
    }
    return grew != 0;
  }
  /// True if this set shrank.
  bool intersect(const Bits& other) {
    Word shrank = 0;
    for (std::uint32_t i = 0; i < count_; ++i) {
      shrank |= data()[i] & ~other.data()[i];
      data()[i] &= other.data()[i];
    }
    return shrank != 0;
  }
  std::vector<Word> words() const { return {data(), data() + count_}; }
  auto operator<=>(const Bits&) const = default;

 private:
  static constexpr std::uint32_t kFew = 4;

  Word* data() { return count_ > kFew ? many_.data() : few_.data(); }
  const Word* data() const { return count_ > kFew ? many_.data() : few_.data(); }

  std::uint32_t count_ = 1;  ///< of words
  std::array<Word, kFew> few_ = {};
  std::vector<Word> many_;  ///< used instead of `few_` if that is too small
};

}  // namespace pagerace::checker::partial_order
