// Everything that docs/symmetry.md claims, tried out on the whole state space of one program.
#pragma once

#include <cstdint>
#include <string>

#include "checker/reduce/symmetry/symmetry.hpp"

namespace pagerace::checker::symmetry::test {

struct Tried {
  bool is_too_large = false;
  std::uint64_t states = 0, canonical = 0;  ///< with and without symmetry
  std::string wrong;                        ///< what does not hold, a line each; empty: all holds
};

/// `most_states`: programs with more are too large. `most_permuted`: as many states are permuted in every way.
Tried try_claims(const system::TransitionSystem& system, const Found& found, std::uint64_t most_states,
                 std::uint64_t most_permuted);

}  // namespace pagerace::checker::symmetry::test
