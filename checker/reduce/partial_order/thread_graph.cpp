#include "checker/reduce/partial_order/thread_graph.hpp"

#include <algorithm>

namespace pagerace::checker::partial_order {
namespace {

using system::Opcode;

bool asks_who(const system::Code& code) {
  return std::any_of(code.instructions.begin(), code.instructions.end(),
                     [](const system::Instruction& at) { return at.op == Opcode::Self || at.op == Opcode::Instance; });
}

/// The nodes that the first part of the thread leads to, and all that follow from there.
std::shared_ptr<const ThreadGraph> explore(StepExplorer& explorer, const system::ThreadTemplate& thread,
                                           const Nodes& nodes, std::uint32_t cells, Who who, Effort& effort) {
  auto graph = std::make_shared<ThreadGraph>();
  graph->nodes.resize(nodes.count());
  std::vector<std::uint32_t> open;
  std::vector<bool> seen(nodes.count(), false);
  const auto go_to = [&](const Attempts& attempts) {
    for (const Outcome& outcome : attempts.outcomes) {
      for (std::uint32_t node : outcome.next) {
        if (!seen[node]) open.push_back(node);
        seen[node] = true;
      }
    }
  };
  const auto first = explorer.start(who, effort);
  if (!first) return nullptr;
  go_to(*first);
  while (!open.empty()) {
    const std::uint32_t node = open.back();
    open.pop_back();
    if (thread.locations[nodes.location_of(node)].is_end) {
      graph->nodes[node].emplace(cells);
      continue;
    }
    graph->nodes[node] = explorer.step(node, who, effort);
    if (!graph->nodes[node]) return nullptr;
    go_to(*graph->nodes[node]);
  }
  return graph;
}

}  // namespace

std::optional<std::vector<TemplateGraphs>> graphs_of(const system::TransitionSystem& system,
                                                     const std::vector<bool>& guards, std::uint32_t most_nodes,
                                                     Effort& effort) {
  std::vector<TemplateGraphs> all;
  for (const system::ThreadTemplate& thread : system.templates) {
    TemplateGraphs& own = all.emplace_back();
    own.slices = std::make_unique<Slices>(slices_of(system, thread.code, guards));
    own.nodes = std::make_unique<Nodes>(system, thread, own.slices->steering, most_nodes);
  }
  std::vector<std::unique_ptr<StepExplorer>> explorers;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const system::ThreadTemplate& thread = system.templates[i];
    explorers.push_back(std::make_unique<StepExplorer>(system, thread.code, thread.locations, *all[i].slices, guards,
                                                       all[i].nodes.get()));
  }
  for (std::size_t instance = 0; instance < system.instances.size(); ++instance) {
    const std::uint32_t code = system.instances[instance].code;
    TemplateGraphs& own = all[code];
    if (!own.instances.empty() && !asks_who(system.templates[code].code)) {
      own.instances.push_back(own.instances.front());
      continue;
    }
    const Who who{static_cast<Value>(instance) + 1, system.instances[instance].number};
    const auto cells = static_cast<std::uint32_t>(system.cells.size());
    own.instances.push_back(explore(*explorers[code], system.templates[code], *own.nodes, cells, who, effort));
    if (own.instances.back() == nullptr) return std::nullopt;
  }
  return all;
}

}  // namespace pagerace::checker::partial_order
