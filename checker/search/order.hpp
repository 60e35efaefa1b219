// The order in which states are expanded.
#pragma once

#include "checker/store/log.hpp"

namespace pagerace::checker {

/// Breadth first, level by level. The log itself is the queue: a new state already stands at its end.
class BreadthFirst {
 public:
  explicit BreadthFirst(Log& log) : log_(log) {}

  /// Null where nothing waits.
  const Word* take() {
    if (next_ == log_.size()) return nullptr;
    if (next_ == level_end_) {
      log_.end_level();
      level_end_ = log_.size();
      depth_ = static_cast<std::uint32_t>(log_.levels() - 1);
    }
    return log_[next_++];
  }
  void queue(Log::Index) {}

  std::uint32_t depth() const { return depth_; }  ///< of the state taken last
  std::uint64_t waiting() const { return log_.size() - next_; }

 private:
  Log& log_;
  Log::Index next_ = 0;
  Log::Index level_end_ = 0;
  std::uint32_t depth_ = 0;
};

}  // namespace pagerace::checker
