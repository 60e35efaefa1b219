// The transition system as text, for people who want to see what their program became.
#pragma once

#include <string>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// Every thread's locations and code with the accesses and their ordering, then where everything lives in a state.
std::string dump(const TransitionSystem& system);

/// One piece of code, a line for each instruction.
std::string dump(const TransitionSystem& system, const Code& code);

}  // namespace pagerace::system
