// What is told of a search while it runs: each level, when it has been expanded.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/step/observations.hpp"

namespace pagerace::checker {

/// Called by the search's own thread, between levels.
class LevelListener {
 public:
  virtual ~LevelListener() = default;

  /// Queries (checker/step/formula_queries.hpp) that are still to be asked, ascending.
  virtual std::vector<std::uint32_t> undecided() const = 0;
  /// What the starts showed: states at depth 0. `any`: there was a way to start, if only one that fails.
  virtual void started(const Observations& observations, bool any) = 0;
  /// What showed when the states at `depth` were expanded: new states and failing steps are one deeper. A level that
  /// the search had to leave is told of as well, with what was seen of it.
  virtual void expanded(const Observations& observations, std::uint32_t depth) = 0;
  /// Asked after each level.
  virtual bool wants_stop() const = 0;
};

}  // namespace pagerace::checker
