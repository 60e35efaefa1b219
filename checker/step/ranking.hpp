// A number for each state, the smaller the nearer its threads are to their ends, as a ranking function has it. Plain
// data: native code reads it too.
#pragma once

#include <cstdint>

#include "model/system/word.hpp"

namespace pagerace::checker {

using system::Word;

/// The rank of a state is the sum of the ranks of its threads, and that of a thread depends on its code alone. Nothing
/// has to be true of the numbers: a poor ranking costs time, never an answer (checker/search/endings.hpp).
struct Ranking {
  struct Thread {
    std::uint32_t word = 0, shift = 0;  ///< of its code in a state
    Word mask = 0;
    Word codes = 0;  ///< the length of the table; the rank of a greater code is 0
    const std::uint16_t* by_code = nullptr;
  };
  const Thread* threads = nullptr;
  std::uint32_t count = 0;

  std::uint32_t of(const Word* state, std::uint32_t number) const {
    const Thread& thread = threads[number];
    const Word code = state[thread.word] >> thread.shift & thread.mask;
    return code < thread.codes ? thread.by_code[code] : 0;
  }
  std::uint32_t of(const Word* state) const {
    std::uint32_t sum = 0;
    for (std::uint32_t number = 0; number < count; ++number) sum += of(state, number);
    return sum;
  }
};

}  // namespace pagerace::checker
