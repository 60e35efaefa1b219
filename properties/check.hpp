// Checks a whole transition system: the search and its verdicts.
#pragma once

#include <memory>

#include "checker/compose/reductions.hpp"
#include "checker/step/options.hpp"
#include "checker/step/result.hpp"
#include "checker/store/level_log.hpp"
#include "properties/checkpointing.hpp"

namespace pagerace::properties {

/// `log` holds the states that the findings were made in, level by level, for checker::rebuild_path: all there are,
/// unless a reduction leaves out steps. Then it is that of a second search, which goes only as deep as the findings.
struct Checked {
  checker::SearchResult result;
  std::unique_ptr<checker::LevelLog> log;
  std::unique_ptr<const checker::Reductions> reductions;  ///< that the states of the log are subject to
};

/// Running out of memory ends the search (Stop::Memory), it does not throw. Throws std::logic_error where pagerace
/// itself is at fault.
///
/// With partial-order reduction paths are not the shortest, so what it finds is looked for once more without it. A
/// finding that this second search could not make, for lack of memory or time, is left out, and its verdict says so.
///
/// `checkpointing`: where the search is saved, if anywhere; the second one is not, and small spaces are reduced as
/// well. Throws checker::CheckpointError where there is nothing to go on from.
Checked check(const system::TransitionSystem& system, const checker::SearchOptions& options,
              Checkpointing* checkpointing = nullptr);

}  // namespace pagerace::properties
