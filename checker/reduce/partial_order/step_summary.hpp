// What the step from a control point can do, whatever memory holds: a procedure summary, for a step.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "checker/reduce/partial_order/bits.hpp"
#include "checker/step/cancellation.hpp"

namespace pagerace::checker::partial_order {

/// The guard must hold the value when the step begins.
struct Requirement {
  Cell guard = 0;
  Value value = 0;
  auto operator<=>(const Requirement&) const = default;
};

/// The paths that lead to the same control points under the same requirements.
struct StepOutcome {
  std::vector<std::uint32_t> next;        ///< control points; none if the paths fail
  std::vector<Requirement> requirements;  ///< at most one for each guard, ascending
  Bits reads, writes;                     ///< cells that any of these paths accesses
};

/// Everything that the step from one control point can do.
struct StepSummary {
  explicit StepSummary(std::uint32_t cells)
      : reads(cells), writes(cells), always(cells), always_stores(cells), seen(cells) {}

  std::vector<StepOutcome> outcomes;
  Bits reads, writes;  ///< cells that any attempt accesses, blocked ones included
  Bits always;         ///< cells that every attempt reads or writes
  Bits always_stores;  ///< cells that every attempt stores to, even if the value stays
  Bits seen;           ///< cells that blocked attempts read, and that decide which statements are covered
  bool may_block = false, may_fail = false;
};

/// How much work an analysis may still do, in instructions, roughly.
struct AnalysisBudget {
  std::uint64_t left = 0;
  Cancellation cancellation = {};
  std::uint64_t spent = 0;  ///< since cancellation was last checked
  /// False if there is not enough left.
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
