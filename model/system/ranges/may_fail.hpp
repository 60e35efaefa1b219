// Which instructions can end a step, as far as the range analysis knows.
#pragma once

#include "model/system/ranges/facts.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// Whether the instruction, which is one that kMayFail marks, can fail if `facts` hold before it. False is certain.
bool may_fail(const TransitionSystem& system, const Instruction& at, const Facts& facts);

}  // namespace pagerace::system
