// What a thread may do next from one of its places, whatever the memory holds.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "checker/reduce/partial_order/bits.hpp"
#include "checker/step/cancellation.hpp"

namespace pagerace::checker::partial_order {

/// The guard held the value when the step began.
struct Requirement {
  Cell guard = 0;
  Value value = 0;
  auto operator<=>(const Requirement&) const = default;
};

/// Ways to take the step that lead to the same places under the same requirements.
struct StepOutcome {
  std::vector<std::uint32_t> next;        ///< nodes; none where the way fails
  std::vector<Requirement> requirements;  ///< at most one for each guard, ascending
  Bits reads, writes;                     ///< cells, of any of these ways
};

/// Everything that the step from one place can come to.
struct StepSummary {
  explicit StepSummary(std::uint32_t cells)
      : reads(cells), writes(cells), always(cells), always_stores(cells), seen(cells) {}

  std::vector<StepOutcome> outcomes;
  Bits reads, writes;  ///< of any attempt, those that are blocked included
  Bits always;         ///< touched by every attempt, in whatever way
  Bits always_stores;  ///< stored to by every attempt, if only what is there already
  Bits seen;           ///< read by attempts that are blocked, and deciding there which statements count as covered
  bool may_block = false, may_fail = false;
};

/// How much work an analysis may still be, in instructions about.
struct AnalysisBudget {
  std::uint64_t left = 0;
  Cancellation cancellation = {};
  std::uint64_t spent = 0;  ///< since cancellation was last checked
  /// False where there is not enough.
  bool spend(std::uint64_t amount) {
    constexpr std::uint64_t kBetweenAsking = 4096;
    spent += amount;
    if (spent >= kBetweenAsking) check(cancellation);
    if (spent >= kBetweenAsking) spent = 0;
    left = left > amount ? left - amount : 0;
    return left > 0;
  }
};

}  // namespace pagerace::checker::partial_order
