// Makes verdicts from what a search has found.
#pragma once

#include <optional>
#include <vector>

#include "checker/step/result.hpp"
#include "properties/dependence.hpp"
#include "properties/monitor.hpp"

namespace pagerace::properties {

/// What a search reports besides the findings of its monitor.
struct Evidence {
  const checker::Coverage& coverage;
  checker::Stop stop = checker::Stop::Complete;
  bool met_state = false;  ///< the search reached some state
  bool met_end = false;    ///< and one in which every thread has finished, while a query was undecided
  /// A bound was met before it was known where executions go on for ever.
  std::optional<checker::Stop> endings_undecided = {};
  std::vector<Dependence> dependences = {};  ///< by property; empty if nothing was looked at
};

/// The properties in order, then the built-in ones in the order of Check. Only a complete search can say that something
/// holds everywhere, is reachable nowhere, or is vacuous. What was found stays found.
std::vector<checker::Verdict> verdicts(const system::TransitionSystem& system, const Monitor& monitor,
                                       const Evidence& evidence);

/// Whether an execution ends at a violation of it: true for BUG_ON and faults, but not for deadlock, livelock,
/// WARN_ON, sleeping_in_atomic and assertion.
bool ends_execution(system::Check check);

}  // namespace pagerace::properties
