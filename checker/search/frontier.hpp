// Hands out the frontier, the level that is being expanded, piece by piece and in order.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "checker/store/level_log.hpp"

namespace pagerace::checker {

/// take() and give_back() may be called by many threads at once. A piece given back is handed out again first.
class Frontier {
 public:
  using Piece = LevelLog::Piece;

  explicit Frontier(std::vector<Piece> pieces = {}) : pieces_(std::move(pieces)) {
    for (const Piece& piece : pieces_) states_ += piece.count;
  }

  const Piece* take() {
    {
      const std::lock_guard lock(mutex_);
      if (!again_.empty()) {
        const std::size_t number = again_.back();
        again_.pop_back();
        return &pieces_[number];
      }
    }
    const std::size_t number = next_.fetch_add(1);
    return number < pieces_.size() ? &pieces_[number] : nullptr;
  }

  void give_back(const Piece* piece) {
    const std::lock_guard lock(mutex_);
    again_.push_back(static_cast<std::size_t>(piece - pieces_.data()));
  }

  /// The pieces that are still to be taken, also those given back. Call it while no other thread takes pieces.
  std::vector<Piece> rest() const {
    std::vector<Piece> rest;
    for (const std::size_t number : again_) rest.push_back(pieces_[number]);
    for (std::size_t number = next_; number < pieces_.size(); ++number) rest.push_back(pieces_[number]);
    return rest;
  }

  /// Whether no piece is left to be taken. Call it while no other thread takes pieces.
  bool is_done() const { return again_.empty() && next_ >= pieces_.size(); }

  std::uint64_t states() const { return states_; }
  /// The number of states not yet taken, roughly: other threads may be taking pieces. For display only.
  std::uint64_t waiting() const {
    const std::size_t taken = std::min<std::size_t>(next_.load(std::memory_order_relaxed), pieces_.size());
    return pieces_.empty() ? 0 : states_ / pieces_.size() * (pieces_.size() - taken);
  }

 private:
  std::vector<Piece> pieces_;
  std::uint64_t states_ = 0;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;  ///< protects again_
  std::vector<std::size_t> again_;
};

}  // namespace pagerace::checker
