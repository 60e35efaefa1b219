// The reference explorer: boost::breadth_first_visit over the graph of the system. What it counts is what every engine
// must count.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "tests/reference/graph.hpp"

namespace pagerace::checker::reference {

struct Explored {
  std::uint64_t transitions = 0;
  std::uint32_t depth = 0;
  /// Every state, with the number of steps it is away from the start.
  std::unordered_map<Vertex, std::uint32_t, VertexHash> distances;
  std::uint64_t states() const { return distances.size(); }
};

/// Nothing where there are more states or transitions than `limit`, or more edges at a vertex than the graph allows.
std::optional<Explored> explore(const Graph& graph, std::uint64_t limit);

}  // namespace pagerace::checker::reference
