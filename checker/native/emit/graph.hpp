// Where control goes in a piece of code, cut into blocks that are emitted one by one.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::native {

using system::Register;

/// Half-open. Ends where control can go somewhere else: a jump, a branch, a Yield, a Choose, a Fail that always fails,
/// or where a jump leads to. The last block is empty: the end of the code.
struct CodeBlock {
  std::uint32_t begin = 0, end = 0;
  std::vector<std::uint32_t> next;  ///< blocks within the step; none after a Yield or a Choose
  std::vector<Register> live;       ///< at its beginning, ascending; what a Mark shows is not read here
};

struct CodeGraph {
  std::vector<CodeBlock> blocks;        ///< in order of their instructions
  std::vector<std::uint32_t> block_at;  ///< for each instruction, and the end
};

/// `locations` is empty for predicates. `results` are the registers that are read at the end of the code.
CodeGraph graph_of(const system::Code& code, const std::vector<system::Location>& locations,
                   const std::vector<Register>& results);

/// What can be reached from one block without ending the step.
struct Region {
  static constexpr std::uint32_t kOutside = 0xffffffff;

  std::vector<std::uint32_t> blocks;  ///< in reverse postorder: the entry first
  std::vector<std::uint32_t> order;   ///< for each block of the code its place in `blocks`, or kOutside
  std::vector<bool> is_loop_head;     ///< for each place; every cycle goes through one
  std::vector<std::uint32_t> cycle;   ///< for each place the strongly connected component that it is in
};

Region region_of(const CodeGraph& graph, std::uint32_t entry);

}  // namespace pagerace::native
