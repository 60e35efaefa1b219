#include "model/semantics/lower/endless_loops.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "model/system/components.hpp"
#include "model/system/next_within_step.hpp"
#include "model/system/operands.hpp"

namespace pagerace::semantics {

namespace {

using system::GraphEdges;

/// The ways of control, but for those back to the head of a loop that counts.
GraphEdges edges_without_rounds(const system::Code& code, const std::vector<std::uint32_t>& counted) {
  GraphEdges edges;
  for (std::uint32_t at = 0; at < code.instructions.size(); at++) {
    if (std::binary_search(counted.begin(), counted.end(), at)) continue;
    for (const std::uint32_t to : system::next_within_step(code, at)) edges.emplace_back(at, to);
  }
  return edges;
}

/// The same, if each of these loops has one round: the test does not leave it, and behind its last instruction it is
/// left.
GraphEdges edges_with_a_round(const system::Code& code, const std::vector<std::uint32_t>& counted) {
  GraphEdges edges = edges_without_rounds(code, counted);
  std::set<std::pair<std::uint32_t, std::uint32_t>> left_out;
  for (const std::uint32_t back : counted) {
    std::uint32_t test = system::target_of(code.instructions[back]);
    const auto leaves = [&](const Instruction& i) { return i.op == Opcode::BranchZero && system::target_of(i) > back; };
    while (test < back && !leaves(code.instructions[test])) test++;
    if (test == back) continue;
    left_out.emplace(test, system::target_of(code.instructions[test]));
    edges.emplace_back(back, back + 1);
  }
  std::erase_if(edges, [&](const auto& edge) { return left_out.contains(edge); });
  return edges;
}

std::vector<std::uint32_t> cycles_of(std::uint32_t size, const GraphEdges& edges, std::uint32_t none) {
  const system::Components components = system::components_of(size + 1, edges);
  std::vector<bool> is_cycle(size + 1, false);
  for (const auto& [from, to] : edges)
    if (components.of[from] == components.of[to]) is_cycle[components.of[from]] = true;
  std::vector<std::uint32_t> cycles(size + 1, none);
  for (std::uint32_t at = 0; at < size; at++)
    if (is_cycle[components.of[at]]) cycles[at] = components.of[at];
  return cycles;
}

}  // namespace

EndlessLoops::EndlessLoops(const system::Code& code, const StepMarks& marks)
    : is_first_(code.instructions.size() + 1, false), may_begin_(code.instructions.size() + 1, true) {
  const auto size = static_cast<std::uint32_t>(code.instructions.size());
  certain_ = cycles_of(size, edges_with_a_round(code, marks.counted), kNone);
  possible_ = cycles_of(size, edges_without_rounds(code, marks.counted), kNone);
  std::set<std::uint32_t> seen;
  for (std::uint32_t at = 0; at < size; at++) is_first_[at] = seen.insert(possible_[at]).second;
  const auto exclude = [&](std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t at = begin; at < end; at++) may_begin_[at] = false;
  };
  for (const PendingYield& yield : marks.yields)
    if (yield.why == PendingYield::Why::Atomic) exclude(yield.instruction + 1, yield.end);
  for (const auto& [begin, end] : marks.probes) exclude(begin, end);
}

bool EndlessLoops::is_entered(std::uint32_t from, std::uint32_t to) const {
  if (!may_begin_[to]) return false;
  const bool comes_from_above = from == kStart || from < to;
  return enters(certain_, from, to) || (comes_from_above && is_first_[to] && enters(possible_, from, to));
}

bool EndlessLoops::any_within(std::uint32_t begin, std::uint32_t end) const {
  std::map<std::uint32_t, std::uint32_t> inside;  // instructions of each cycle
  for (std::uint32_t at = begin; at < end; at++)
    if (possible_[at] != kNone) inside[possible_[at]]++;
  return std::any_of(inside.begin(), inside.end(), [&](const auto& entry) {
    return std::count(possible_.begin(), possible_.end(), entry.first) == entry.second;
  });
}

}  // namespace pagerace::semantics
