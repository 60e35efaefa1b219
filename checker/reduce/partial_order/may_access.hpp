// What a thread may ever touch, from each of its places on.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/reduce/partial_order/thread_graph.hpp"

namespace pagerace::checker::partial_order {

struct MayAccess {
  Bits reads, writes;  ///< cells
  auto operator<=>(const MayAccess&) const = default;
};

/// For each node. Nodes that no execution gets to may touch everything.
std::vector<MayAccess> may_access_of(const ThreadGraph& graph, std::uint32_t cells);

/// The same for as long as a guard keeps a value: steps that need another one are not taken.
std::vector<MayAccess> may_access_while(const ThreadGraph& graph, std::uint32_t cells, const Requirement& held);

}  // namespace pagerace::checker::partial_order
