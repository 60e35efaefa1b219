// Every way in which something is violated, where a search reports only a shortest one. A violation that was known
// before would otherwise hide a new one of the same property.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "checker/step/options.hpp"
#include "checker/step/result.hpp"
#include "model/system/transition_system.hpp"
#include "properties/check.hpp"

namespace pagerace::properties {

/// A point in the code that identical threads share.
struct CodePoint {
  std::uint32_t code = 0;      ///< index into TransitionSystem::templates
  std::uint32_t location = 0;  ///< where the thread stands
  auto operator<=>(const CodePoint&) const = default;
};

/// One way: what is violated, and from where the step is taken that does it.
struct Violation {
  int property = -1;  ///< index into TransitionSystem::properties; -1: `check`
  system::Check check = system::Check::Deadlock;
  int clause = -1;                 ///< of the property, if it is a formula
  std::int64_t failure = -1;       ///< index into TransitionSystem::failures; -1 for formulas and what is made up
  std::vector<CodePoint> threads;  ///< of the step; for a deadlock of all that have not finished; for a formula with
                                   ///< `next` that is false where no step can be taken, of all; empty: a start does it
  auto operator<=>(const Violation&) const = default;
};

/// All ways in which the verdicts of `checked` are violated, but for those that no single step or state shows: a
/// `reachable` without a witness, an execution without end.
/// Takes every step out of every state again, so it costs what the search did. Nothing if the states are not all there,
/// or if a bound of the options is met.
std::optional<std::set<Violation>> violations(const system::TransitionSystem& system, const Checked& checked,
                                              const checker::SearchOptions& options);

}  // namespace pagerace::properties
