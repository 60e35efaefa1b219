// Tells which of the loops that `forall` and `exists` became only search. They take the elements in order, but in what
// order does not show: what comes out is whether something is true of all, or of any.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/reduce/symmetry/code_facts.hpp"

namespace pagerace::checker::symmetry {

/// It reads memory and does nothing else, cannot fail, and leaves nothing behind but whether the body was true for some
/// (or for every) counter.
struct SearchLoop : system::Quantifier {
  Value first = 0, last = 0;  ///< of the counter
};

/// Those that can be told for sure. `memory`: what each group of cells can hold.
std::vector<SearchLoop> search_loops(const system::TransitionSystem& system, const system::Code& code,
                                     const CodeFacts& facts, const std::vector<ValueSet>& memory);

}  // namespace pagerace::checker::symmetry
