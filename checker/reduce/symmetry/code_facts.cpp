#include "checker/reduce/symmetry/code_facts.hpp"

#include <algorithm>

namespace pagerace::checker::symmetry {

CodeFacts::CodeFacts(const system::TransitionSystem& system, const system::Code& code,
                     const std::vector<system::Location>& locations, system::CodeRanges& ranges)
    : code_(code),
      flow_(system::flow_of(code, locations)),
      live_(system::live_at_entry(code, flow_, system.marks, locations)),
      reached_(code.instructions.size(), false),
      a_(code.instructions.size()),
      b_(code.instructions.size()) {
  for (const system::Location& location : locations) {
    const auto block = system::block_of(flow_, location);
    if (!block) continue;
    std::vector<Register> both;
    std::ranges::set_union(live_[*block], location.live, std::back_inserter(both));
    live_[*block] = std::move(both);
  }
  for (const system::Block& block : flow_.blocks) edges_.emplace_back(block.next.size());
  ranges.visit([](system::Opcode) { return true; },
               [this](std::uint32_t index, const system::Facts& facts) { see_instruction(index, facts); });
  ranges.visit_edges(
      [this](std::uint32_t block, std::uint32_t edge, const system::Facts& facts) { see_edge(block, edge, facts); });
}

void CodeFacts::see_instruction(std::uint32_t index, const system::Facts& facts) {
  const Instruction& at = code_.instructions[index];
  reached_[index] = true;
  if (system::reads_a(at)) a_[index] = facts.values(at.a);
  if (system::reads_b(at)) b_[index] = facts.values(at.b);
}

void CodeFacts::see_edge(std::uint32_t block, std::uint32_t edge, const system::Facts& facts) {
  auto& known = edges_[block][edge];
  for (Register r : live_[flow_.blocks[block].next[edge].block]) {
    // The range analysis follows only what is read later.
    const ValueSet& values = facts.values(r);
    known.push_back(values.empty() ? ValueSet::all() : values);
  }
  known.emplace_back();
}

std::optional<std::vector<Value>> listed(const ValueSet& values, std::size_t most) {
  if (values.empty()) return std::vector<Value>();
  if (values.listed) return values.listed->size() <= most ? std::optional(*values.listed) : std::nullopt;
  const auto count = static_cast<system::Word>(values.range.high) - static_cast<system::Word>(values.range.low);
  if (count >= most) return std::nullopt;
  std::vector<Value> list;
  for (Value value = values.range.low; value != values.range.high; ++value) list.push_back(value);
  list.push_back(values.range.high);
  return list;
}

}  // namespace pagerace::checker::symmetry
