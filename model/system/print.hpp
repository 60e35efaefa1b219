// Names of objects for messages and traces.
#pragma once

#include <string>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// The object that a cell belongs to, up to its innermost struct, under the name that readers know: "page 0" for
/// "mem_map[0]" if mem_map is the only array of its struct, else CellInfo::object.
std::string print_object(const TransitionSystem& system, Cell cell);

struct CellName {
  std::string object;  ///< "page 0", "zone", "mutex_held"
  std::string member;  ///< "_refcount", "lock.owner"; empty for a plain variable
};

/// Names objects as print_value names the pointers to them, so that a store matches the arguments of its call.
CellName name_cell(const TransitionSystem& system, Cell cell);

}  // namespace pagerace::system
