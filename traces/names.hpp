// What readers call a memory cell.
#pragma once

#include <string>

#include "model/system/transition_system.hpp"

namespace pagerace::traces {

struct CellName {
  std::string object;  ///< "page 0", "zone", "mutex_held"
  std::string member;  ///< "_refcount", "lock.owner"; empty for a plain variable
};

/// Names objects as print_value names the pointers to them, so that a store matches the arguments of the call around
/// it.
CellName name_cell(const system::TransitionSystem& system, system::Cell cell);

}  // namespace pagerace::traces
