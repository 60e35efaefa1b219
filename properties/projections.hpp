// States that look alike to a formula: those that agree in all cells that it may read. The formula has one value in all
// of them, so it is evaluated once for thousands of states.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::properties {

/// Remembers a bounded number of projections, each in the one place that its hash gives it: what comes later replaces
/// what was there before. So it may forget, and never takes a new projection for one that was seen.
class Projections {
 public:
  /// Of the cells that the predicate's loads can reach.
  Projections(const system::TransitionSystem& system, const system::Predicate& predicate);

  /// Whether the state's projection is not remembered. It is now.
  bool is_new(const system::Word* state);

 private:
  struct Part {
    std::uint32_t word = 0;
    system::Word mask = 0;
  };
  std::vector<Part> parts_;         ///< words that hold some of the cells
  std::vector<system::Word> seen_;  ///< places, each with a word for each part and one that is 1 if it is taken
};

}  // namespace pagerace::properties
