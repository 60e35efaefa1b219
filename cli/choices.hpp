// Closed sets of words that options take, and what each of them stands for.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace pagerace::cli {

template <class Value, std::size_t count>
using Choices = std::array<std::pair<const char*, Value>, count>;

/// The word for a value that has one.
template <class Value, std::size_t count>
const char* name_of(const Choices<Value, count>& choices, Value value) {
  return std::find_if(choices.begin(), choices.end(), [&](const auto& choice) { return choice.second == value; })
      ->first;
}

}  // namespace pagerace::cli
