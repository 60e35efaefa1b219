// Reading and writing one value of a packed state.
#pragma once

#include <algorithm>

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

/// False where the value has no place in `at`: the analyses and the program disagree, a fault of pagerace itself.
[[nodiscard]] inline bool set(const TransitionSystem& system, Word* state, const Storage& at, Value value) {
  Word bits = static_cast<Word>(value) - static_cast<Word>(at.bias);
  if (at.domain != 0) {
    const auto& targets = system.domains[at.domain].targets;
    const auto found = std::lower_bound(targets.begin(), targets.end(), value);
    if (found == targets.end() || *found != value) return false;
    bits = static_cast<Word>(found - targets.begin());
  }
  if ((bits & ~mask_of(at.width)) != 0) return false;
  set_raw(state, at, bits);
  return true;
}

}  // namespace pagerace::system
