// Shows that all executions can end, from the few states where that is in doubt.
#pragma once

#include <vector>

#include "checker/search/endings.hpp"

namespace pagerace::checker {

/// Whether an end can be reached from each of these states: the end of all threads that are no daemons, a state without
/// a step, or a step that fails. False also means that it would take too long to say so. Throws Stopped and
/// std::bad_alloc.
///
/// If `states` are all those that do not descend, then an end can be reached from every state of the search: a state
/// that is no such one can take a step to a smaller rank, and that comes to an end.
bool all_can_end(const EndingParts& parts, const std::vector<Word>& states);

}  // namespace pagerace::checker
