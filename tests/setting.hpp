// What the environment says of how much a test tries: PAGERACE_SEEDS and the like.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace pagerace {

/// The number that the variable holds; `otherwise` if there is no such variable. Throws std::invalid_argument if the
/// variable holds anything but a number above 0: a test that tries nothing passes.
inline std::uint64_t setting(const char* variable, std::uint64_t otherwise) {
  const char* const found = std::getenv(variable);
  if (found == nullptr) return otherwise;
  const std::string_view text = found;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) {
    throw std::invalid_argument(std::string(variable) + " must be a number above 0, and is '" + found + "'");
  }
  return number;
}

}  // namespace pagerace
