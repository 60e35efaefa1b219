// Reads and writes the values of a packed state one by one, for all code that need not be fast.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

inline Word mask_of(unsigned width) { return width >= 64 ? ~Word{0} : (Word{1} << width) - 1; }

inline Word raw(const Word* state, const Storage& at) {
  return at.width == 0 ? 0 : (state[at.word] >> at.shift) & mask_of(at.width);
}

inline void set_raw(Word* state, const Storage& at, Word bits) {
  if (at.width == 0) return;
  const Word mask = mask_of(at.width) << at.shift;
  state[at.word] = (state[at.word] & ~mask) | ((bits << at.shift) & mask);
}

inline Value get(const TransitionSystem& system, const Word* state, const Storage& at) {
  const Word bits = raw(state, at);
  if (at.domain != 0) return system.domains[at.domain].targets[bits];
  return static_cast<Value>(bits + static_cast<Word>(at.bias));
}

/// The number that represents the value: its place in the domain, or its distance from `bias` if there is no domain.
/// Empty if the value is not in the domain.
inline std::optional<Word> number_of(const TransitionSystem& system, std::uint32_t domain, Value bias, Value value) {
  if (domain == 0) return static_cast<Word>(value) - static_cast<Word>(bias);
  const auto& targets = system.domains[domain].targets;
  const auto found = std::lower_bound(targets.begin(), targets.end(), value);
  if (found == targets.end() || *found != value) return std::nullopt;
  return static_cast<Word>(found - targets.begin());
}

/// False if `at` cannot represent the value: then the analyses and the program disagree, a fault of pagerace itself.
[[nodiscard]] inline bool set(const TransitionSystem& system, Word* state, const Storage& at, Value value) {
  const std::optional<Word> bits = number_of(system, at.domain, at.bias, value);
  if (!bits || (*bits & ~mask_of(at.width)) != 0) return false;
  set_raw(state, at, *bits);
  return true;
}

/// The value that the number below the digit's size represents.
inline Value value_of(const TransitionSystem& system, const Digit& digit, Word number) {
  if (digit.domain != 0) return system.domains[digit.domain].targets[number];
  return static_cast<Value>(number + static_cast<Word>(digit.bias));
}

/// Index into the locations of the instance's template.
std::uint32_t location_of(const TransitionSystem& system, const Word* state, std::uint32_t instance);

/// The number of bits of a state's last word, up to the highest bit in use; those above are zero in every state.
unsigned bits_of_last_word(const TransitionSystem& system);

}  // namespace pagerace::system
