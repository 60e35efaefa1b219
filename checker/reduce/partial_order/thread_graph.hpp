// Where a thread can be and what it may do there, with memory that holds anything: its control flow, place by place.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "checker/reduce/partial_order/explorer.hpp"

namespace pagerace::checker::partial_order {

/// Of one instance. Those of one template share it where their code does not ask who runs it.
struct ThreadGraph {
  std::vector<std::optional<StepSummary>> nodes;  ///< nothing where no execution gets to
};

/// What the analysis knows of one template.
struct TemplateGraphs {
  std::unique_ptr<Slices> slices;
  std::unique_ptr<ControlPoints> nodes;
  std::vector<std::shared_ptr<const ThreadGraph>> instances;  ///< by number among those alike
};

/// For all templates. `most_nodes` bounds how many places of one template are told apart. Nothing where the effort was
/// not enough.
std::optional<std::vector<TemplateGraphs>> graphs_of(const system::TransitionSystem& system,
                                                     const std::vector<bool>& guards, std::uint32_t most_nodes,
                                                     AnalysisBudget& budget);

}  // namespace pagerace::checker::partial_order
