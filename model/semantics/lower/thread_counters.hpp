// What the vocabulary counts for each thread (held locks, read sections) mostly follows from the place in the code.
#pragma once

#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::semantics {

/// Finds where the counters of a thread have one value whatever happens, makes constants of them there, and takes out
/// the checks that then cannot fail. What remains is for the states in which it depends. REQUIRES: locations are
/// placed.
void fold_counters(const system::TransitionSystem& system, system::ThreadTemplate& thread,
                   const std::vector<system::Register>& counters);

}  // namespace pagerace::semantics
