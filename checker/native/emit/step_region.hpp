// What is emitted as one function: the blocks of a step that can be reached from its beginning.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/flow.hpp"

namespace pagerace::native {

/// What can be reached from one block without ending the step.
struct Region {
  static constexpr std::uint32_t kOutside = 0xffffffff;

  std::vector<std::uint32_t> blocks;  ///< in reverse postorder: the entry first
  std::vector<std::uint32_t> order;   ///< for each block of the code its place in `blocks`, or kOutside
  std::vector<bool> is_loop_head;     ///< for each place; every cycle goes through one
  std::vector<std::uint32_t> cycle;   ///< for each place the strongly connected component that it is in
};

/// Of system::step_flow_of().
Region region_of(const system::Flow& flow, std::uint32_t entry);

}  // namespace pagerace::native
