// Checks a whole transition system: the search and its verdicts.
#pragma once

#include <memory>

#include "checker/search/options.hpp"
#include "checker/search/result.hpp"
#include "checker/store/level_log.hpp"

namespace pagerace::properties {

/// `log` holds every state, for checker::rebuild_path.
struct Checked {
  checker::SearchResult result;
  std::unique_ptr<checker::LevelLog> log;
};

/// Running out of memory ends the search (Stop::Memory), it does not throw. Throws std::logic_error where pagerace
/// itself is at fault.
Checked check(const system::TransitionSystem& system, const checker::SearchOptions& options);

}  // namespace pagerace::properties
