// Looks for states from which no execution ends, once a search has found all states.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "checker/search/path.hpp"
#include "checker/step/limits.hpp"
#include "checker/step/ranking.hpp"
#include "checker/step/result.hpp"
#include "checker/step/successors.hpp"
#include "checker/store/level_log.hpp"
#include "checker/store/visited.hpp"

namespace pagerace::checker {

/// What the search leaves behind. All of it must outlive the call.
struct EndingParts {
  const system::TransitionSystem& system;
  const LevelLog& log;     ///< of a search that is complete
  const Visited& visited;  ///< exact
  const Limits& limits;
  std::shared_ptr<Budget> budget;
  std::uint32_t threads = 1;
  MakeSuccessors successors;
  /// Of the reduction, by level; the last one goes for all deeper levels too.
  std::vector<partial_order::Mode> modes;
  const Ranking* ranking = nullptr;
  /// The states that do not descend (see Worker), one after the other, and perhaps some others. Nothing if they are not
  /// known; only if there is a ranking.
  std::optional<std::vector<Word>> not_descending = {};
};

/// The least state of the first level that has one.
struct Endings {
  std::uint64_t livelock_states = 0;
  std::optional<Finding> livelock;  ///< every execution from here goes on for ever, and is never in a deadlock
  std::optional<Finding> deadlock;  ///< every thread that is no daemon and has not ended waits for ever; some daemon
                                    ///< can move, or else the search has found the state already
  std::optional<Stop> undecided;    ///< a bound was met before all was known
};

/// An execution *ends* where all threads that are no daemons have ended, in a deadlock, or in a step that fails. A
/// state that cannot reach any of these is a livelock. docs/engine.md, section 4, says how they are found, and
/// docs/partial-order.md why the reduced search is enough.
Endings find_endings(const EndingParts& parts);

}  // namespace pagerace::checker
