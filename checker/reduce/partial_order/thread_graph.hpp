// The control-flow graph of a thread over control points, for any content of memory.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "checker/reduce/partial_order/explorer.hpp"

namespace pagerace::checker::partial_order {

/// The graph of one instance. Instances of a template share it if their code does not depend on the thread's number.
struct ThreadGraph {
  std::vector<std::optional<StepSummary>> nodes;  ///< nothing for nodes that no execution reaches
};

/// What the analysis knows of one template.
struct TemplateGraphs {
  std::unique_ptr<Slices> slices;
  std::unique_ptr<ControlPoints> nodes;
  std::vector<std::shared_ptr<const ThreadGraph>> instances;  ///< by number among those alike
};

/// For all templates. `most_nodes`: bound on the control points of one template. Nothing if the budget was not enough.
std::optional<std::vector<TemplateGraphs>> graphs_of(const system::TransitionSystem& system,
                                                     const std::vector<bool>& guards, std::uint32_t most_nodes,
                                                     AnalysisBudget& budget);

}  // namespace pagerace::checker::partial_order
