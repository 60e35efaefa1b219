// Is told of each level of a search once that level has been expanded.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/step/observations.hpp"

namespace pagerace::checker {

/// The search's own thread calls it, between levels.
class LevelListener {
 public:
  virtual ~LevelListener() = default;

  /// The queries (checker/step/formula_queries.hpp) that are still to be evaluated, in ascending order.
  virtual std::vector<std::uint32_t> undecided() const = 0;
  /// Reports what the starts showed, with states at depth 0. `any`: there was a start, even if only one that fails.
  virtual void started(const Observations& observations, bool any) = 0;
  /// Reports what the expansion of the states at `depth` showed; new states and failing steps are one level deeper. A
  /// level that the search could not finish is reported too, with what was seen of it.
  virtual void expanded(const Observations& observations, std::uint32_t depth) = 0;
  /// Called after each level.
  virtual bool wants_stop() const = 0;
};

}  // namespace pagerace::checker
