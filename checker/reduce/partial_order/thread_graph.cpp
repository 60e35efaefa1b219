#include "checker/reduce/partial_order/thread_graph.hpp"

#include <algorithm>

namespace pagerace::checker::partial_order {
namespace {

using system::Opcode;

bool depends_on_id(const system::Code& code) {
  return std::any_of(code.instructions.begin(), code.instructions.end(),
                     [](const system::Instruction& at) { return at.op == Opcode::Self || at.op == Opcode::Instance; });
}

/// All nodes that can be reached from the beginning of the thread.
std::shared_ptr<const ThreadGraph> explore(StepExplorer& explorer, const system::ThreadTemplate& thread,
                                           const ControlPoints& nodes, std::uint32_t cells, ThreadId id,
                                           AnalysisBudget& budget) {
  auto graph = std::make_shared<ThreadGraph>();
  graph->nodes.resize(nodes.count());
  std::vector<std::uint32_t> open;
  std::vector<bool> seen(nodes.count(), false);
  const auto go_to = [&](const StepSummary& summary) {
    for (const StepOutcome& outcome : summary.outcomes) {
      for (std::uint32_t node : outcome.next) {
        if (!seen[node]) open.push_back(node);
        seen[node] = true;
      }
    }
  };
  const auto first = explorer.start(id, budget);
  if (!first) return nullptr;
  go_to(*first);
  while (!open.empty()) {
    const std::uint32_t node = open.back();
    open.pop_back();
    if (thread.locations[nodes.location_of(node)].is_end) {
      graph->nodes[node].emplace(cells);
      continue;
    }
    graph->nodes[node] = explorer.step(node, id, budget);
    if (!graph->nodes[node]) return nullptr;
    go_to(*graph->nodes[node]);
  }
  return graph;
}

}  // namespace

std::optional<std::vector<TemplateGraphs>> graphs_of(const system::TransitionSystem& system,
                                                     const std::vector<bool>& guards, std::uint32_t most_nodes,
                                                     AnalysisBudget& budget) {
  std::vector<TemplateGraphs> all;
  for (const system::ThreadTemplate& thread : system.templates) {
    TemplateGraphs& own = all.emplace_back();
    own.slices = std::make_unique<Slices>(slices_of(system, thread.code, guards));
    own.nodes = std::make_unique<ControlPoints>(system, thread, own.slices->relevant, most_nodes);
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
    if (!own.instances.empty() && !depends_on_id(system.templates[code].code)) {
      own.instances.push_back(own.instances.front());
      continue;
    }
    const ThreadId id{static_cast<Value>(instance) + 1, system.instances[instance].number};
    const auto cells = static_cast<std::uint32_t>(system.cells.size());
    own.instances.push_back(explore(*explorers[code], system.templates[code], *own.nodes, cells, id, budget));
    if (own.instances.back() == nullptr) return std::nullopt;
  }
  return all;
}

}  // namespace pagerace::checker::partial_order
