// Finds the loops that `forall` and `exists` become (model/semantics/lower/quantifiers.cpp). They take the elements in
// order, but in what order does not show: what comes out is whether something is true of all, or of any.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/reduce/symmetry/code_facts.hpp"

namespace pagerace::checker::symmetry {

/// Instructions head .. tail, entered at the head only and left for tail + 1 only. They read memory and do nothing
/// else, cannot fail, and leave nothing behind but whether the body was true for some (or for every) counter.
struct SearchLoop {
  std::uint32_t head = 0, tail = 0;
  std::uint32_t body_end = 0;  ///< the ToBool that makes the result
  Register counter = 0;
  Value first = 0, last = 0;  ///< of the counter
  /// Those that only count and decide whether to go on; everything else in between is the body.
  bool is_control(std::uint32_t instruction) const {
    return instruction == head || instruction == head + 1 || (instruction > body_end && instruction <= tail);
  }
};

/// Those that can be told for sure. `memory`: what each group of cells can hold.
std::vector<SearchLoop> search_loops(const system::TransitionSystem& system, const system::Code& code,
                                     const CodeFacts& facts, const std::vector<ValueSet>& memory);

}  // namespace pagerace::checker::symmetry
