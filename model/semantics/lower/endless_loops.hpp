// Finds where a step may go round for ever.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

/// The cycles of a thread's code on which no step ends, but for those of loops that come to an end. Conditions are
/// ignored.
class EndlessLoops {
 public:
  static constexpr std::uint32_t kStart = std::numeric_limits<std::uint32_t>::max();

  EndlessLoops(const system::Code& code, const StepMarks& marks);

  /// Whether control comes from outside into such a cycle, at a place at which a step may begin. `from` is an
  /// instruction, or kStart.
  bool is_entered(std::uint32_t from, std::uint32_t to) const {
    return may_begin_[to] && cycle_[to] != kNone && (from == kStart || cycle_[from] != cycle_[to]);
  }
  /// Whether some cycle lies between the two instructions, the second not among them.
  bool any_within(std::uint32_t begin, std::uint32_t end) const;

 private:
  static constexpr std::uint32_t kNone = kStart;

  void find_cycles(const system::Code& code, const std::vector<std::uint32_t>& counted);

  std::vector<std::uint32_t> cycle_;  ///< for each instruction and for the end of the code
  std::vector<bool> may_begin_;       ///< outside of atomic sections and probes
};

}  // namespace pagerace::semantics
