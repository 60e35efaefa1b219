// Prints the transition system as text, for people who want to see what their program became.
#pragma once

#include <string>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// Prints every thread's locations and code with the accesses and their ordering, then the layout of a state.
std::string dump(const TransitionSystem& system);

/// Prints one piece of code, with one line for each instruction.
std::string dump(const TransitionSystem& system, const Code& code);

}  // namespace pagerace::system
