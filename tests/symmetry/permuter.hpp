// Permutes states value by value, with no tables: what the canonicaliser is held to.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "checker/reduce/symmetry/analysis.hpp"
#include "model/system/state.hpp"

namespace pagerace::checker::symmetry::test {

using State = std::vector<system::Word>;

class Permuter {
 public:
  Permuter(const system::TransitionSystem& system, const Analysis& analysis) : system_(system), analysis_(analysis) {}

  /// Two columns of one sort.
  struct Swap {
    Column left = 0, right = 0;
  };
  State swapped(const State& state, Swap swap) const;
  /// Where the swap puts a thread.
  std::uint32_t swapped_thread(std::uint32_t instance, Swap swap) const;

  /// Columns that no thread treats in an order any more, of each sort a bit for each.
  ColumnSet free(const State& state) const;
  std::vector<Swap> allowed(const State& state) const;
  /// All that permutations of free columns make of it.
  std::set<State> orbit(const State& state) const;

 private:
  struct Thread {
    std::uint32_t location = 0;
    std::vector<Value> registers;
  };
  State neighbours_swapped(const State& state, std::uint32_t generator) const;
  std::uint32_t thread_image(std::uint32_t instance, std::uint32_t generator) const;
  Thread thread(const State& state, std::uint32_t instance) const;
  std::vector<std::uint32_t> neighbour_swaps(Swap swap) const;

  const system::TransitionSystem& system_;
  const Analysis& analysis_;
};

}  // namespace pagerace::checker::symmetry::test
