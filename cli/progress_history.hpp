// What only shows when one looks at a search more than once.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

#include "checker/step/options.hpp"

namespace pagerace::cli {

enum class Trend { Growing, Steady, Shrinking };

/// Is told how a search gets on, in order.
class ProgressHistory {
 public:
  void add(const checker::Progress& now);

  /// States a second over the last few seconds; nothing before there are two points in time.
  std::optional<double> rate() const;
  /// How the last two levels that were seen compare; nothing before there are two, and a search that ends in the
  /// first few is over before it matters.
  std::optional<Trend> trend() const;

 private:
  std::deque<std::pair<double, std::uint64_t>> points_;  ///< seconds, states
  std::uint32_t depth_ = 0;
  std::uint64_t level_ = 0, earlier_ = 0;  ///< states of the level seen last, and of the one seen before that
};

const char* name_of(Trend trend);

}  // namespace pagerace::cli
