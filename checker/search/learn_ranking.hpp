// Finds a ranking of the states of a program by watching it run.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/step/limits.hpp"
#include "checker/step/ranking.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker {

/// Owns the tables of a ranking. Not to be moved: the ranking points into it.
class LearntRanking {
 public:
  /// Takes some thousand steps at random, always the same ones, and notes from which of its codes each thread got to
  /// which. Where no loop leads back, every step makes the rank smaller. Within a loop, those do that are on a shortest
  /// way out of it. Daemons have no end, so their rank is always 0. Throws Stopped if a bound is met.
  LearntRanking(const system::TransitionSystem& system, const Limits& limits);
  LearntRanking(const LearntRanking&) = delete;
  LearntRanking& operator=(const LearntRanking&) = delete;

  const Ranking& ranking() const { return ranking_; }

 private:
  std::vector<std::vector<std::uint16_t>> by_code_;  ///< of each template
  std::vector<Ranking::Thread> threads_;
  Ranking ranking_;
};

}  // namespace pagerace::checker
