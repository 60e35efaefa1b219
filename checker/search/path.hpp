// From what a search found back to an execution that leads there.
#pragma once

#include <functional>

#include "checker/step/result.hpp"
#include "checker/store/level_log.hpp"

namespace pagerace::checker {

/// As the search's own: the state that stands for a state. What it points to need not outlive the next call.
using Canonicalise = std::function<const Word*(const Word*)>;

/// The execution that a finding is about: as short as there is, among those with the fewest changes of thread (the
/// step that fails included), and among those the one with the smallest choices at the start and then the smallest
/// thread and choices at each step. It is found from the levels of the log alone, by taking the steps of each level
/// once more, from the last to the first; that costs about one more search at most, plus a few bytes for each state
/// on some shortest way.
///
/// `log` must be that of a breadth-first search of `system` without partial-order reduction, and `finding` its. Where
/// that search had a canonicaliser, the same is to be given here. The states of the log, and that of the finding, then
/// stand for others: the execution is one of real states, so it ends in a state that the finding's stands for, or with
/// a step that does there what the finding's does. Of levels with very many real states on such ways not all are looked
/// at, and there might be an execution with fewer changes of thread.
///
/// Throws std::logic_error where they do not belong together, and for a finding with a loop.
Path rebuild_path(const system::TransitionSystem& system, const LevelLog& log, const Finding& finding,
                  const Canonicalise& canonical = {});

}  // namespace pagerace::checker
