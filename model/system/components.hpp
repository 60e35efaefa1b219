// Strongly connected components of a directed graph.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace pagerace::system {

using GraphEdges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  ///< from, to

struct Components {
  std::uint32_t count = 0;
  std::vector<std::uint32_t> of;  ///< for each node the number of its component
};

/// The components of the nodes 0 .. nodes-1. An edge between two components leads from the one with the higher number
/// to the one with the lower: the numbers are a reverse topological order. Tarjan, "Depth-first search and linear graph
/// algorithms", 1972; without recursion.
Components components_of(std::uint32_t nodes, const GraphEdges& edges);

}  // namespace pagerace::system
