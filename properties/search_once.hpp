// One search, from its start to its findings.
#pragma once

#include <memory>
#include <optional>

#include "checker/compose/reductions.hpp"
#include "checker/step/limits.hpp"
#include "checker/step/result.hpp"
#include "checker/store/level_log.hpp"
#include "properties/checkpointing.hpp"
#include "properties/monitor.hpp"

namespace pagerace::properties {

/// The result, without verdicts; `result.seconds` is the time spent before it was resumed. search_once never throws
/// std::bad_alloc: the search has stopped for lack of memory then.
struct Searched {
  checker::SearchResult result;
  std::unique_ptr<checker::LevelLog> log;
  bool met_end = false;
  /// The search is complete, but a bound was met before it was known where executions go on for ever.
  std::optional<checker::Stop> endings_undecided = {};
};

/// `checkpointing`: where the search is saved, or null. Throws checker::CheckpointError if there is nothing to go on
/// from.
Searched search_once(const system::TransitionSystem& system, const checker::SearchOptions& options,
                     const checker::Limits& limits, const checker::Reductions& reductions, Monitor& monitor,
                     Checkpointing* checkpointing = nullptr);

}  // namespace pagerace::properties
