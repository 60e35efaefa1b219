// Checks a whole transition system: the search and its verdicts.
#pragma once

#include "checker/search/options.hpp"
#include "checker/search/result.hpp"
#include "checker/store/log.hpp"

namespace pagerace::properties {

/// `log` holds every state, for checker::rebuild_path.
struct Checked {
  checker::SearchResult result;
  checker::Log log;
};

/// Searches breadth first with the interpreter, without reductions, on the calling thread. Running out of memory ends
/// the search (Stop::Memory), it does not throw. Throws std::logic_error where pagerace itself is at fault.
Checked check(const system::TransitionSystem& system, const checker::SearchOptions& options);

}  // namespace pagerace::properties
