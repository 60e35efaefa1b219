// How many there are of something in a scenario, and which constants say so: there can be one more.
#pragma once

#include <string>
#include <vector>

#include "model/syntax/tree.hpp"

namespace pagerace::cli {

/// The constant of mm/high_order.race.
inline constexpr const char* kGreatestOrder = "MAX_ORDER";

/// In the order in which they stand there, each once.
struct Counts {
  /// Names that stand alone where a thread or an array of the scenario, or of its environment, says how many:
  /// `thread walker[NR_WALKERS]`, `struct page mem_map[NR_PAGES]`.
  std::vector<std::string> constants;
  bool has_orders = false;           ///< so that there is kGreatestOrder
  std::vector<std::string> numbers;  ///< "mem_map[2]": no -D changes it
};

Counts counts_in(const syntax::Unit& unit);

}  // namespace pagerace::cli
