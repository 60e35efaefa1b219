// Compares tables with the constants that were written out for native code. Compiled as native code, in tables.cpp.
#pragma once

#include <array>
#include <tuple>
#include <type_traits>
#include <vector>

#include "checker/native/emit/members.hpp"

namespace pagerace::native::testing {

template <class Entry>
bool is_same(const Entry& left, const Entry& right) {
  if constexpr (std::is_enum_v<Entry> || std::is_arithmetic_v<Entry>) {
    return left == right;
  } else {
    const auto all = [&]<std::size_t... kIndex>(std::index_sequence<kIndex...>) {
      const auto ours = members_of(left), theirs = members_of(right);
      return (is_same(std::get<kIndex>(ours), std::get<kIndex>(theirs)) && ...);
    };
    return all(std::make_index_sequence<count_members<Entry>()>());
  }
}

template <class Entry, std::size_t kSize>
bool is_same(const std::vector<Entry>& wanted, const std::array<Entry, kSize>& constants) {
  bool is = wanted.size() == kSize;
  for (std::size_t i = 0; is && i < kSize; ++i) is = is_same(wanted[i], constants[i]);
  return is;
}

}  // namespace pagerace::native::testing
