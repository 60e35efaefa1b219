#include "checker/reduce/partial_order/may_access.hpp"

#include <algorithm>

#include "model/system/components.hpp"

namespace pagerace::checker::partial_order {
namespace {

bool is_possible(const StepOutcome& outcome, const Requirement* held) {
  return held == nullptr ||
         std::none_of(outcome.requirements.begin(), outcome.requirements.end(), [held](const Requirement& requirement) {
           return requirement.guard == held->guard && requirement.value != held->value;
         });
}

MayAccess everything(std::uint32_t cells) {
  MayAccess later{Bits(cells), Bits(cells)};
  for (Cell cell = 0; cell < cells; ++cell) {
    later.reads.add(cell);
    later.writes.add(cell);
  }
  return later;
}

/// Unites what the nodes of each strongly connected component access with what its successors access. Edges lead to
/// components with lower numbers.
std::vector<MayAccess> close(const ThreadGraph& graph, std::uint32_t cells, const Requirement* held) {
  const auto count = static_cast<std::uint32_t>(graph.nodes.size());
  system::GraphEdges steps;
  for (std::uint32_t node = 0; node < count; ++node) {
    if (!graph.nodes[node]) continue;
    for (const StepOutcome& outcome : graph.nodes[node]->outcomes) {
      if (!is_possible(outcome, held)) continue;
      for (std::uint32_t next : outcome.next) steps.emplace_back(node, next);
    }
  }
  const auto [components, component] = system::components_of(count, steps);
  std::vector<std::vector<std::size_t>> members(components);
  for (std::size_t node = 0; node < count; ++node) members[component[node]].push_back(node);
  std::vector<MayAccess> of_component(components, MayAccess{Bits(cells), Bits(cells)});
  for (std::size_t at = 0; at < components; ++at) {
    MayAccess& all = of_component[at];
    for (std::size_t node : members[at]) {
      if (!graph.nodes[node]) {
        all = everything(cells);
        continue;
      }
      all.reads.unite(graph.nodes[node]->seen);
      for (const StepOutcome& outcome : graph.nodes[node]->outcomes) {
        if (!is_possible(outcome, held)) continue;
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
  std::vector<MayAccess> may_access;
  for (std::size_t node = 0; node < count; ++node) may_access.push_back(of_component[component[node]]);
  return may_access;
}

}  // namespace

std::vector<MayAccess> may_access_of(const ThreadGraph& graph, std::uint32_t cells) {
  return close(graph, cells, nullptr);
}

std::vector<MayAccess> may_access_while(const ThreadGraph& graph, std::uint32_t cells, const Requirement& held) {
  return close(graph, cells, &held);
}

}  // namespace pagerace::checker::partial_order
