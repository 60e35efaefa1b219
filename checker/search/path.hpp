// Rebuilds an execution that leads to what a search found.
#pragma once

#include <functional>

#include "checker/step/result.hpp"
#include "checker/store/level_log.hpp"

namespace pagerace::checker {

/// The search's own canonicaliser: maps a state to its canonical state. The result is valid until the next call.
using Canonicalise = std::function<const Word*(const Word*)>;

/// The execution that a finding is about. It is one of the shortest; among these it has the fewest changes of thread
/// (the failing step included); among these the smallest choices at the start, and then the smallest thread and choices
/// at each step. It is found from the levels of the log alone: the steps of each level are taken once more, from the
/// last level to the first. That costs about one more search at most, plus a few bytes for each state on some shortest
/// path.
///
/// `log` must come from a breadth-first search of `system` without partial-order reduction, and `finding` from the same
/// search. If that search had a canonicaliser, pass the same one here. The states of the log and of the finding are
/// then canonical, but the execution consists of real states. It ends in a state whose canonical state is the
/// finding's, or with a step that corresponds to the finding's. If a level has very many real states on such paths, not
/// all are looked at, so an execution with fewer changes of thread might exist.
///
/// If the finding has a loop, the path goes on until a state comes again (checker/search/lasso.hpp).
///
/// Throws std::logic_error if the arguments do not belong together.
Path rebuild_path(const system::TransitionSystem& system, const LevelLog& log, const Finding& finding,
                  const Canonicalise& canonical = {});

/// For the finding of a verdict. Where a formula with `next` is violated by a step, the corresponding step violates it
/// too.
Path rebuild_path(const system::TransitionSystem& system, const LevelLog& log, const Verdict& verdict,
                  const Canonicalise& canonical = {});

}  // namespace pagerace::checker
