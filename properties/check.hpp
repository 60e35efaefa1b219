// Checks a whole transition system: runs the search and makes the verdicts.
#pragma once

#include <memory>

#include "checker/compose/reductions.hpp"
#include "checker/step/options.hpp"
#include "checker/step/result.hpp"
#include "checker/store/level_log.hpp"
#include "properties/checkpointing.hpp"

namespace pagerace::properties {

/// `log` holds the states in which the findings were made, level by level, for checker::rebuild_path. It holds all
/// states, unless a reduction leaves out steps. In that case it is the log of a second search, which goes only as deep
/// as the findings.
struct Checked {
  checker::SearchResult result;
  std::unique_ptr<checker::LevelLog> log;
  std::unique_ptr<const checker::Reductions> reductions;  ///< the ones that the states of the log were found with
};

/// Running out of memory ends the search (Stop::Memory) and does not throw. Throws std::logic_error if pagerace itself
/// is at fault.
///
/// With partial-order reduction, paths are not the shortest, so a second search without it looks for the same findings.
/// A finding that the second search could not make, for lack of memory or time, is left out, and its verdict says so.
///
/// `checkpointing`: where the search is saved, or null. The second search is not saved, and with a checkpoint even
/// small spaces are reduced. Throws checker::CheckpointError if there is nothing to go on from.
Checked check(const system::TransitionSystem& system, const checker::SearchOptions& options,
              Checkpointing* checkpointing = nullptr);

}  // namespace pagerace::properties
