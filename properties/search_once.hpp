// One search, from its start to what it noted.
#pragma once

#include <memory>

#include "checker/compose/reductions.hpp"
#include "checker/step/limits.hpp"
#include "checker/step/result.hpp"
#include "checker/store/level_log.hpp"
#include "properties/checkpointing.hpp"
#include "properties/monitor.hpp"

namespace pagerace::properties {

/// What it came to, without verdicts; `result.seconds` are those before it was resumed. Never throws std::bad_alloc:
/// then it stopped for lack of memory.
struct Searched {
  checker::SearchResult result;
  std::unique_ptr<checker::LevelLog> log;
  bool met_end = false;
};

/// `checkpointing`: where to, if anywhere. Throws checker::CheckpointError where there is none to go on from.
Searched search_once(const system::TransitionSystem& system, const checker::SearchOptions& options,
                     const checker::Limits& limits, const checker::Reductions& reductions, Monitor& monitor,
                     Checkpointing* checkpointing = nullptr);

}  // namespace pagerace::properties
