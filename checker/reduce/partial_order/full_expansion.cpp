#include "checker/reduce/partial_order/full_expansion.hpp"

#include <algorithm>
#include <numeric>

#include "model/system/components.hpp"

namespace pagerace::checker::partial_order {
namespace {

struct Edge {
  std::uint32_t from = 0, to = 0;
  auto operator<=>(const Edge&) const = default;
};

/// For each node the first of those that count as the same.
std::vector<std::uint32_t> representatives(const ControlPoints& nodes, const IsPermuted& is_permuted) {
  std::vector<std::uint32_t> first(nodes.count());
  for (std::uint32_t location = 0; location < nodes.locations().size(); ++location) {
    const ControlPoints::AtLocation& place = nodes.locations()[location];
    for (std::uint32_t node = place.node; node < place.node + place.count; ++node) {
      first[node] = node;
      for (const ControlPoints::Digit& digit : place.digits) {
        if (!is_permuted(location, digit.digit->reg)) continue;
        first[node] -= (node - place.node) / digit.stride % digit.size * digit.stride;
      }
    }
  }
  return first;
}

std::vector<Edge> edges_of(const std::vector<std::shared_ptr<const ThreadGraph>>& graphs,
                           const std::vector<std::uint32_t>& first) {
  std::vector<Edge> edges;
  for (const auto& graph : graphs) {
    if (&graph != &graphs.front() && graph == graphs.front()) continue;  // shared
    for (std::uint32_t node = 0; node < graph->nodes.size(); ++node) {
      if (!graph->nodes[node]) continue;
      for (const StepOutcome& outcome : graph->nodes[node]->outcomes) {
        for (std::uint32_t next : outcome.next) edges.push_back({first[node], first[next]});
      }
    }
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

/// For each location the number of its edges on cycles that have no fully expanded location.
std::vector<std::uint32_t> on_cycles(const ControlPoints& nodes, const std::vector<Edge>& edges,
                                     const std::vector<std::uint32_t>& location_of,
                                     const std::vector<bool>& fully_expanded) {
  system::GraphEdges rest;
  for (const Edge& edge : edges) {
    if (!fully_expanded[location_of[edge.from]] && !fully_expanded[location_of[edge.to]])
      rest.emplace_back(edge.from, edge.to);
  }
  const std::vector<std::uint32_t> component = system::components_of(nodes.count(), rest).of;
  std::vector<std::uint32_t> counts(fully_expanded.size(), 0);
  for (const Edge& edge : edges) {
    const bool is_left = !fully_expanded[location_of[edge.from]] && !fully_expanded[location_of[edge.to]];
    if (is_left && component[edge.from] == component[edge.to]) ++counts[location_of[edge.from]];
  }
  return counts;
}

}  // namespace

std::vector<bool> fully_expanded_locations(const ControlPoints& nodes,
                                           const std::vector<std::shared_ptr<const ThreadGraph>>& graphs,
                                           const std::vector<ExpansionCost>& costs, const IsPermuted& is_permuted) {
  const std::size_t locations = nodes.locations().size();
  std::vector<bool> fully_expanded(locations, false);
  if (graphs.empty()) return fully_expanded;
  const std::vector<Edge> edges = edges_of(graphs, representatives(nodes, is_permuted));
  std::vector<std::uint32_t> location_of(nodes.count());
  for (std::uint32_t node = 0; node < nodes.count(); ++node) location_of[node] = nodes.location_of(node);
  const auto is_cut = [&] {
    const auto counts = on_cycles(nodes, edges, location_of, fully_expanded);
    return std::all_of(counts.begin(), counts.end(), [](std::uint32_t count) { return count == 0; });
  };
  while (!is_cut()) {
    const auto counts = on_cycles(nodes, edges, location_of, fully_expanded);
    std::size_t best = locations;
    for (std::size_t at = 0; at < locations; ++at) {
      if (counts[at] == 0) continue;
      const bool is_better =
          best == locations || costs[at] < costs[best] || (!(costs[best] < costs[at]) && counts[at] > counts[best]);
      if (is_better) best = at;
    }
    fully_expanded[best] = true;
  }
  // Locations that are not needed after all, the dearest first.
  std::vector<std::size_t> order(locations);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return costs[b] < costs[a]; });
  for (std::size_t at : order) {
    if (!fully_expanded[at]) continue;
    fully_expanded[at] = false;
    fully_expanded[at] = !is_cut();
  }
  return fully_expanded;
}

}  // namespace pagerace::checker::partial_order
