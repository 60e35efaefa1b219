// The code that is emitted as one function: all blocks of a step that can be reached from its beginning.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "model/system/flow.hpp"

namespace pagerace::native {

/// The blocks that can be reached from one block without ending the step.
struct Region {
  std::vector<std::uint32_t> blocks;  ///< in reverse postorder, so the entry is first
  /// For each of these blocks its place among them. No more: there is a region for each step, and steps may be many.
  std::unordered_map<std::uint32_t, std::uint32_t> order;
  std::vector<bool> is_loop_head;    ///< for each place; every cycle contains one
  std::vector<std::uint32_t> cycle;  ///< for each place: the strongly connected component that contains it
};

/// `flow` comes from system::step_flow_of().
Region region_of(const system::Flow& flow, std::uint32_t entry);

}  // namespace pagerace::native
