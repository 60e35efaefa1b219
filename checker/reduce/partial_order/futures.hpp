// What a thread may ever touch, from each of its places on.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/reduce/partial_order/thread_graph.hpp"

namespace pagerace::checker::partial_order {

struct Future {
  Bits reads, writes;  ///< cells
  auto operator<=>(const Future&) const = default;
};

/// For each node. Nodes that no execution gets to may touch everything.
std::vector<Future> futures_of(const ThreadGraph& graph, std::uint32_t cells);

/// The same for as long as a guard keeps a value: steps that need another one are not taken.
std::vector<Future> futures_while(const ThreadGraph& graph, std::uint32_t cells, const Requirement& kept);

}  // namespace pagerace::checker::partial_order
