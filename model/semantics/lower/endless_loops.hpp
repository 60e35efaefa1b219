// Finds where a step may go round for ever.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

/// The cycles of a thread's code on which no step ends, but for those of loops that come to an end. Conditions are
/// ignored. Some cycles exist only if a loop that counts has no round at all, which is rarely so: what goes round in
/// them is held to be a loop from its head on, and not in the middle.
class EndlessLoops {
 public:
  static constexpr std::uint32_t kStart = std::numeric_limits<std::uint32_t>::max();

  EndlessLoops(const system::Code& code, const StepMarks& marks);

  /// Whether control comes from outside into such a cycle, at a place at which a step may begin. `from` is an
  /// instruction, or kStart.
  bool is_entered(std::uint32_t from, std::uint32_t to) const;
  /// Whether some cycle lies between the two instructions, the second not among them.
  bool any_within(std::uint32_t begin, std::uint32_t end) const;

 private:
  static constexpr std::uint32_t kNone = kStart;
  using Cycles = std::vector<std::uint32_t>;  ///< for each instruction and for the end of the code

  static bool enters(const Cycles& cycles, std::uint32_t from, std::uint32_t to) {
    return cycles[to] != kNone && (from == kStart || cycles[from] != cycles[to]);
  }

  Cycles certain_;               ///< with a round at least of each loop that counts
  Cycles possible_;              ///< also without
  std::vector<bool> is_first_;   ///< of its possible cycle
  std::vector<bool> may_begin_;  ///< outside of atomic sections and probes
};

}  // namespace pagerace::semantics
