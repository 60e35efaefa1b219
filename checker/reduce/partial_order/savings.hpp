// What a reduction saves, and what it takes.
#pragma once

#include <cstdint>

namespace pagerace::checker::partial_order {

/// Counted by each thread of the search over the chunks that it finished, and added up: sums do not depend on who did
/// what.
struct Savings {
  std::uint64_t states = 0;   ///< looked at
  std::uint64_t reduced = 0;  ///< in which steps were left out
  std::uint64_t saved = 0;    ///< threads whose steps were left out, over all states
  std::uint64_t tried = 0;    ///< threads whose steps were taken only to see what they touch
  std::uint64_t passed = 0;   ///< states that were passed through

  Savings& operator+=(const Savings& more) {
    states += more.states;
    reduced += more.reduced;
    saved += more.saved;
    tried += more.tried;
    passed += more.passed;
    return *this;
  }
};

}  // namespace pagerace::checker::partial_order
