// From what a search found back to an execution that leads there.
#pragma once

#include "checker/search/result.hpp"
#include "checker/store/level_log.hpp"

namespace pagerace::checker {

/// The execution that a finding is about: as short as there is, among those with the fewest changes of thread (the
/// step that fails included), and among those the one with the smallest choices at the start and then the smallest
/// thread and choices at each step. It is found from the levels of the log alone, by taking the steps of each level
/// once more, from the last to the first; that costs about one more search at most, plus a few bytes for each state
/// on some shortest way.
///
/// `log` must be that of a breadth-first search of `system` without reductions, and `finding` its. Throws
/// std::logic_error where they do not belong together.
Path rebuild_path(const system::TransitionSystem& system, const LevelLog& log, const Finding& finding);

}  // namespace pagerace::checker
