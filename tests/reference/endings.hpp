// Where executions end, worked out with Boost's algorithms over the whole graph of states.
#pragma once

#include <cstdint>
#include <optional>

#include "tests/reference/explore.hpp"

namespace pagerace::checker::reference {

struct EndingsOf {
  std::uint64_t livelocks = 0;                            ///< states from which no execution ends
  std::optional<std::uint32_t> livelock_at, deadlock_at;  ///< the least distance of such a state
};

/// Edges are turned round, and searched from where executions end. A deadlock is a state from which no thread that is
/// no daemon can ever move, and no step can fail, though not all such threads have ended.
EndingsOf endings_of(const system::TransitionSystem& system, const Graph& graph, const Explored& explored);

}  // namespace pagerace::checker::reference
