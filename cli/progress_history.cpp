#include "cli/progress_history.hpp"

namespace pagerace::cli {

namespace {
constexpr double kSecondsLookedBack = 5;
constexpr double kNoChange = 0.05;  // of a level's size
}  // namespace

void ProgressHistory::add(const checker::Progress& now) {
  points_.emplace_back(now.seconds, now.states);
  while (points_.size() > 2 && points_[1].first <= now.seconds - kSecondsLookedBack) points_.pop_front();
  if (now.depth != depth_) earlier_ = level_;
  depth_ = now.depth;
  level_ = now.level;
}

std::optional<double> ProgressHistory::rate() const {
  if (points_.empty()) return std::nullopt;
  const auto [seconds, states] = points_.front();
  const auto [last_seconds, last_states] = points_.back();
  if (last_seconds <= seconds || last_states < states) return std::nullopt;
  return static_cast<double>(last_states - states) / (last_seconds - seconds);
}

std::optional<Trend> ProgressHistory::trend() const {
  if (earlier_ == 0 || level_ == 0) return std::nullopt;
  const double change = static_cast<double>(level_) / static_cast<double>(earlier_) - 1;
  return change > kNoChange ? Trend::Growing : change < -kNoChange ? Trend::Shrinking : Trend::Steady;
}

const char* name_of(Trend trend) {
  switch (trend) {
    case Trend::Growing:
      return "growing";
    case Trend::Steady:
      return "steady";
    case Trend::Shrinking:
      return "shrinking";
  }
  return "";
}

}  // namespace pagerace::cli
