// Names of objects for messages and traces.
#pragma once

#include <string>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// The object that a cell belongs to, up to its innermost struct, as readers know it: "page 0" for "mem_map[0]" where
/// mem_map is the only array of its struct, else CellInfo::object.
std::string print_object(const TransitionSystem& system, Cell cell);

}  // namespace pagerace::system
