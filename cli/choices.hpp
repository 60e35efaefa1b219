// Fixed sets of words that options accept, and their values.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace pagerace::cli {

template <class Value, std::size_t count>
using Choices = std::array<std::pair<const char*, Value>, count>;

/// The word for a value. The value must have one.
template <class Value, std::size_t count>
const char* name_of(const Choices<Value, count>& choices, Value value) {
  return std::find_if(choices.begin(), choices.end(), [&](const auto& choice) { return choice.second == value; })
      ->first;
}

}  // namespace pagerace::cli
