// The members of a plain struct, in order, without a hand-written list that could miss one. A struct has as many
// members as it takes initialisers. This is the method of Boost.PFR, which is newer than the Boost of Debian 12.
#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

namespace pagerace::native {

struct Anything {
  template <class Type>
  operator Type() const;  // NOLINT: implicit, and never called
};

template <class Row, std::size_t... kIndex>
consteval bool takes(std::index_sequence<kIndex...>) {
  return requires { Row{(static_cast<void>(kIndex), Anything{})...}; };
}

template <class Row, std::size_t kMost = 10>
consteval std::size_t count_members() {
  if constexpr (takes<Row>(std::make_index_sequence<kMost>())) {
    return kMost;
  } else {
    return count_members<Row, kMost - 1>();
  }
}

/// References to the members. Row: 2 to 9 members, no arrays, no base.
template <class Row>
constexpr auto members_of(const Row& row) {
  constexpr std::size_t kCount = count_members<Row>();
  static_assert(kCount >= 2 && kCount <= 9);
  if constexpr (kCount == 2) {
    const auto& [a, b] = row;
    return std::tie(a, b);
  } else if constexpr (kCount == 3) {
    const auto& [a, b, c] = row;
    return std::tie(a, b, c);
  } else if constexpr (kCount == 4) {
    const auto& [a, b, c, d] = row;
    return std::tie(a, b, c, d);
  } else if constexpr (kCount == 5) {
    const auto& [a, b, c, d, e] = row;
    return std::tie(a, b, c, d, e);
  } else if constexpr (kCount == 6) {
    const auto& [a, b, c, d, e, f] = row;
    return std::tie(a, b, c, d, e, f);
  } else if constexpr (kCount == 7) {
    const auto& [a, b, c, d, e, f, g] = row;
    return std::tie(a, b, c, d, e, f, g);
  } else if constexpr (kCount == 8) {
    const auto& [a, b, c, d, e, f, g, h] = row;
    return std::tie(a, b, c, d, e, f, g, h);
  } else {
    const auto& [a, b, c, d, e, f, g, h, i] = row;
    return std::tie(a, b, c, d, e, f, g, h, i);
  }
}

}  // namespace pagerace::native
