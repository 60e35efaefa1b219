// What can only be computed from several reports of one search.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

#include "checker/step/options.hpp"

namespace pagerace::cli {

enum class Trend { Growing, Steady, Shrinking };

/// Receives the progress of a search, in order.
class ProgressHistory {
 public:
  void add(const checker::Progress& now);

  /// States per second over the last few seconds; nothing until two points in time are known.
  std::optional<double> rate() const;
  /// Compares the last two levels that were seen; nothing until there are two. A search that ends within the first few
  /// levels is over too soon for this to matter.
  std::optional<Trend> trend() const;

 private:
  std::deque<std::pair<double, std::uint64_t>> points_;  ///< seconds, states
  std::uint32_t depth_ = 0;
  std::uint64_t level_ = 0, earlier_ = 0;  ///< number of states of the latest level and of the one before it
};

const char* name_of(Trend trend);

}  // namespace pagerace::cli
