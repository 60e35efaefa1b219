// The may-access sets of a thread: what it may ever access from a control point on. docs/partial-order.md calls this
// the future of the thread.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/reduce/partial_order/thread_graph.hpp"

namespace pagerace::checker::partial_order {

struct MayAccess {
  Bits reads, writes;  ///< cells
  auto operator<=>(const MayAccess&) const = default;
};

/// For each node. Nodes that no execution reaches may access everything.
std::vector<MayAccess> may_access_of(const ThreadGraph& graph, std::uint32_t cells);

/// The same while a guard holds a value: steps that need another value are not taken.
std::vector<MayAccess> may_access_while(const ThreadGraph& graph, std::uint32_t cells, const Requirement& held);

}  // namespace pagerace::checker::partial_order
