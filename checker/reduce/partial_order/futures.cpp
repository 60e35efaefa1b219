#include "checker/reduce/partial_order/futures.hpp"

#include <algorithm>

#include "model/system/components.hpp"

namespace pagerace::checker::partial_order {
namespace {

bool is_possible(const Outcome& outcome, const Requirement* kept) {
  return kept == nullptr ||
         std::none_of(outcome.requirements.begin(), outcome.requirements.end(), [kept](const Requirement& requirement) {
           return requirement.guard == kept->guard && requirement.value != kept->value;
         });
}

Future everything(std::uint32_t cells) {
  Future future{Bits(cells), Bits(cells)};
  for (Cell cell = 0; cell < cells; ++cell) {
    future.reads.add(cell);
    future.writes.add(cell);
  }
  return future;
}

/// What the nodes of one component touch themselves, and what follows.
std::vector<Future> close(const ThreadGraph& graph, std::uint32_t cells, const Requirement* kept) {
  const auto count = static_cast<std::uint32_t>(graph.nodes.size());
  system::GraphEdges steps;
  for (std::uint32_t node = 0; node < count; ++node) {
    if (!graph.nodes[node]) continue;
    for (const Outcome& outcome : graph.nodes[node]->outcomes) {
      if (!is_possible(outcome, kept)) continue;
      for (std::uint32_t next : outcome.next) steps.emplace_back(node, next);
    }
  }
  const auto [components, component] = system::components_of(count, steps);
  std::vector<std::vector<std::size_t>> members(components);
  for (std::size_t node = 0; node < count; ++node) members[component[node]].push_back(node);
  std::vector<Future> of_component(components, Future{Bits(cells), Bits(cells)});
  for (std::size_t at = 0; at < components; ++at) {
    Future& all = of_component[at];
    for (std::size_t node : members[at]) {
      if (!graph.nodes[node]) {
        all = everything(cells);
        continue;
      }
      all.reads.unite(graph.nodes[node]->seen);
      for (const Outcome& outcome : graph.nodes[node]->outcomes) {
        if (!is_possible(outcome, kept)) continue;
        all.reads.unite(outcome.reads);
        all.writes.unite(outcome.writes);
        for (std::uint32_t next : outcome.next) {
          if (component[next] == at) continue;
          all.reads.unite(of_component[component[next]].reads);
          all.writes.unite(of_component[component[next]].writes);
        }
      }
    }
  }
  std::vector<Future> futures;
  for (std::size_t node = 0; node < count; ++node) futures.push_back(of_component[component[node]]);
  return futures;
}

}  // namespace

std::vector<Future> futures_of(const ThreadGraph& graph, std::uint32_t cells) { return close(graph, cells, nullptr); }

std::vector<Future> futures_while(const ThreadGraph& graph, std::uint32_t cells, const Requirement& kept) {
  return close(graph, cells, &kept);
}

}  // namespace pagerace::checker::partial_order
