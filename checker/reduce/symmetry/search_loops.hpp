// Finds the loops made from `forall` and `exists` that only search. They visit the elements in order, but the order
// does not matter: the result is only whether something is true for all elements, or for any.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/reduce/symmetry/code_facts.hpp"

namespace pagerace::checker::symmetry {

/// The loop reads memory and does nothing else, it cannot fail, and its only result is whether the body was true for
/// some (or for every) counter.
struct SearchLoop : system::Quantifier {
  Value first = 0, last = 0;  ///< of the counter
};

/// The loops that are certain to be of this kind. `memory`: what each group of cells can hold.
std::vector<SearchLoop> search_loops(const system::TransitionSystem& system, const system::Code& code,
                                     const CodeFacts& facts, const std::vector<ValueSet>& memory);

}  // namespace pagerace::checker::symmetry
