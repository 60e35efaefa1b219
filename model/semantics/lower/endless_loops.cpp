#include "model/semantics/lower/endless_loops.hpp"

#include <algorithm>
#include <map>

#include "model/system/components.hpp"
#include "model/system/next_within_step.hpp"
#include "model/system/operands.hpp"

namespace pagerace::semantics {

EndlessLoops::EndlessLoops(const system::Code& code, const StepMarks& marks)
    : cycle_(code.instructions.size() + 1, kNone), may_begin_(code.instructions.size() + 1, true) {
  find_cycles(code, marks.counted);
  const auto exclude = [&](std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t at = begin; at < end; at++) may_begin_[at] = false;
  };
  for (const PendingYield& yield : marks.yields)
    if (yield.why == PendingYield::Why::Atomic) exclude(yield.instruction + 1, yield.end);
  for (const auto& [begin, end] : marks.probes) exclude(begin, end);
}

void EndlessLoops::find_cycles(const system::Code& code, const std::vector<std::uint32_t>& counted) {
  const auto size = static_cast<std::uint32_t>(code.instructions.size());
  system::GraphEdges edges;
  std::vector<bool> is_cycle(size + 1, false);
  for (std::uint32_t at = 0; at < size; at++) {
    if (std::binary_search(counted.begin(), counted.end(), at)) continue;
    for (const std::uint32_t to : system::next_within_step(code, at)) edges.emplace_back(at, to);
  }
  const system::Components components = system::components_of(size + 1, edges);
  for (const auto& [from, to] : edges)
    if (components.of[from] == components.of[to]) is_cycle[components.of[from]] = true;
  for (std::uint32_t at = 0; at < size; at++)
    if (is_cycle[components.of[at]]) cycle_[at] = components.of[at];
}

bool EndlessLoops::any_within(std::uint32_t begin, std::uint32_t end) const {
  std::map<std::uint32_t, std::uint32_t> inside;  // instructions of each cycle
  for (std::uint32_t at = begin; at < end; at++)
    if (cycle_[at] != kNone) inside[cycle_[at]]++;
  return std::any_of(inside.begin(), inside.end(), [&](const auto& entry) {
    return std::count(cycle_.begin(), cycle_.end(), entry.first) == entry.second;
  });
}

}  // namespace pagerace::semantics
