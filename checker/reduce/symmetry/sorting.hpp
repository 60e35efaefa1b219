// Sorts a few numbers without branches, because a branch that depends on their order could not be predicted.
#pragma once

#include <cstdint>

#include "model/system/word.hpp"

namespace pagerace::checker::symmetry {

using system::Word;

/// Comparisons that sort any kCount numbers: merge exchange (Batcher 1968; Knuth, volume 3, algorithm 5.2.2M).
template <std::uint32_t kCount>
struct SortingNetwork {
  struct Pair {
    std::uint8_t left = 0, right = 0;
  };
  Pair pairs[kCount * kCount / 2 + 1] = {};
  std::uint32_t count = 0;

  constexpr SortingNetwork() {
    std::uint32_t top = 1;
    while (top * 2 < kCount) top *= 2;
    for (std::uint32_t p = top; p > 0 && kCount > 1; p /= 2) {
      std::uint32_t q = top, r = 0, distance = p;
      for (;;) {
        for (std::uint32_t i = 0; i + distance < kCount; ++i) {
          if ((i & p) != r) continue;
          pairs[count++] = {static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i + distance)};
        }
        if (q == p) break;
        distance = q - p;
        q /= 2;
        r = p;
      }
    }
  }
};

template <std::uint32_t kCount, std::uint32_t kNext = 0>
inline void sort_by_network(Word* values) {
  constexpr SortingNetwork<kCount> network;
  if constexpr (kNext < network.count) {
    Word &left = values[network.pairs[kNext].left], &right = values[network.pairs[kNext].right];
    const Word low = left < right ? left : right, high = left < right ? right : left;
    left = low;
    right = high;
    sort_by_network<kCount, kNext + 1>(values);
  }
}

inline constexpr std::uint32_t kMostByNetwork = 16;

inline void sort_by_insertion(Word* values, std::uint32_t count) {
  for (std::uint32_t i = 1; i < count; ++i) {
    const Word value = values[i];
    std::uint32_t at = i;
    for (; at > 0 && values[at - 1] > value; --at) values[at] = values[at - 1];
    values[at] = value;
  }
}

/// For a number of values that is not a constant.
inline void sort_values(Word* values, std::uint32_t count) {
  switch (count) {
    case 2:
      return sort_by_network<2>(values);
    case 3:
      return sort_by_network<3>(values);
    case 4:
      return sort_by_network<4>(values);
    case 5:
      return sort_by_network<5>(values);
    case 6:
      return sort_by_network<6>(values);
    case 7:
      return sort_by_network<7>(values);
    case 8:
      return sort_by_network<8>(values);
    default:
      return sort_by_insertion(values, count);
  }
}

}  // namespace pagerace::checker::symmetry
