// One search, from its start to what it noted.
#pragma once

#include <memory>

#include "checker/search/limits.hpp"
#include "checker/search/reductions.hpp"
#include "checker/search/result.hpp"
#include "checker/store/level_log.hpp"
#include "properties/monitor.hpp"

namespace pagerace::properties {

/// What it came to, without verdicts. Never throws std::bad_alloc: then it stopped for lack of memory.
struct Searched {
  checker::SearchResult result;
  std::unique_ptr<checker::LevelLog> log;
  bool met_end = false;
};

Searched search_once(const system::TransitionSystem& system, const checker::SearchOptions& options,
                     const checker::Limits& limits, const checker::Reductions& reductions, Monitor& monitor);

}  // namespace pagerace::properties
