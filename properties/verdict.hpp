// From what was noted to verdicts.
#pragma once

#include <vector>

#include "checker/step/result.hpp"
#include "properties/monitor.hpp"

namespace pagerace::properties {

/// What a search tells besides what the monitor has noted.
struct Evidence {
  const checker::Coverage& coverage;
  checker::Stop stop = checker::Stop::Complete;
  bool met_state = false;  ///< there was a state
  bool met_end = false;    ///< and one, while it mattered, in which every thread has finished
};

/// The properties in order, then the built-in ones in order of Check. Only a complete search says that something holds
/// everywhere, is reachable nowhere, or is vacuous; what was found stays found.
std::vector<checker::Verdict> verdicts(const system::TransitionSystem& system, const Monitor& monitor,
                                       const Evidence& evidence);

/// A violation of it leaves nothing to go on with: BUG_ON and the faults, but not deadlock, WARN_ON and assertion.
bool ends_execution(system::Check check);

}  // namespace pagerace::properties
