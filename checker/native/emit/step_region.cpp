#include "checker/native/emit/step_region.hpp"

#include "model/system/components.hpp"

namespace pagerace::native {

Region region_of(const system::Flow& flow, std::uint32_t entry) {
  Region region;
  region.blocks = system::reverse_postorder(flow, entry);
  const auto size = static_cast<std::uint32_t>(region.blocks.size());
  region.is_loop_head.assign(size, false);
  for (std::uint32_t i = 0; i < size; ++i) region.order[region.blocks[i]] = i;
  system::GraphEdges edges;
  for (std::uint32_t i = 0; i < size; ++i) {
    for (const system::Edge& edge : flow.blocks[region.blocks[i]].next) {
      if (edge.when == system::Edge::When::Chosen) continue;
      const std::uint32_t to = region.order.at(edge.block);
      if (to <= i) region.is_loop_head[to] = true;
      edges.emplace_back(i, to);
    }
  }
  region.cycle = system::components_of(size, edges).of;
  return region;
}

}  // namespace pagerace::native
