#include "checker/native/emit/graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <set>
#include <stdexcept>
#include <utility>

#include "model/system/flow.hpp"

namespace pagerace::native {
namespace {

using system::Instruction;
using system::Opcode;

bool ends_block(const Instruction& at) {
  switch (at.op) {
    case Opcode::Jump:
    case Opcode::BranchZero:
    case Opcode::Yield:
    case Opcode::Choose:
      return true;
    case Opcode::Fail:
      return at.a == system::kNoRegister;
    default:
      return false;
  }
}

/// Instructions that control can go to after the last one of a block, within the step.
std::vector<std::uint32_t> exits_of(const Instruction& last, std::uint32_t index) {
  if (last.op == Opcode::Jump) return {last.target};
  if (last.op == Opcode::BranchZero) return {index + 1, last.target};
  return ends_block(last) ? std::vector<std::uint32_t>{} : std::vector<std::uint32_t>{index + 1};
}

std::vector<bool> leaders_of(const system::Code& code, const std::vector<system::Location>& locations) {
  const auto size = static_cast<std::uint32_t>(code.instructions.size());
  std::vector<bool> leaders(size + 1, false);
  leaders.front() = leaders.back() = true;
  for (std::uint32_t i = 0; i < size; ++i) {
    if (!ends_block(code.instructions[i])) continue;
    leaders[i + 1] = true;
    for (const std::uint32_t exit : exits_of(code.instructions[i], i)) {
      if (exit > size) throw std::logic_error("a jump leads out of its code");
      leaders[exit] = true;
    }
  }
  for (const system::Location& location : locations) {
    if (!location.is_end) leaders.at(location.resume) = true;
  }
  return leaders;
}

/// Backwards through the block: what is alive at its beginning, given what is at its end.
void flow_back(const system::Code& code, const CodeBlock& block, const std::vector<system::Location>& locations,
               std::set<Register>& live) {
  for (std::uint32_t i = block.end; i-- > block.begin;) {
    const Instruction& at = code.instructions[i];
    if (at.op == Opcode::Yield) live.insert(locations.at(at.side).live.begin(), locations.at(at.side).live.end());
    if (system::has_result(at.op)) live.erase(at.dst);
    if (system::reads_a(at)) live.insert(at.a);
    if (system::reads_b(at)) live.insert(at.b);
  }
}

/// True if something changed.
bool find_live(CodeGraph& graph, std::size_t number, const system::Code& code,
               const std::vector<system::Location>& locations) {
  CodeBlock& block = graph.blocks[number];
  std::set<Register> live;
  std::vector<std::uint32_t> after = block.next;
  const bool is_choice = block.end > block.begin && code.instructions[block.end - 1].op == Opcode::Choose;
  if (is_choice) after.push_back(graph.block_at[block.end]);
  for (const std::uint32_t next : after) live.insert(graph.blocks[next].live.begin(), graph.blocks[next].live.end());
  flow_back(code, block, locations, live);
  if (std::equal(live.begin(), live.end(), block.live.begin(), block.live.end())) return false;
  block.live.assign(live.begin(), live.end());
  return true;
}

}  // namespace

CodeGraph graph_of(const system::Code& code, const std::vector<system::Location>& locations,
                   const std::vector<Register>& results) {
  const std::vector<bool> leaders = leaders_of(code, locations);
  const auto size = static_cast<std::uint32_t>(code.instructions.size());
  CodeGraph graph;
  for (std::uint32_t i = 0; i <= size; ++i) {
    if (leaders[i]) graph.blocks.push_back({i, i, {}, {}});
    graph.block_at.push_back(static_cast<std::uint32_t>(graph.blocks.size() - 1));
    if (i < size) graph.blocks.back().end = i + 1;
  }
  for (CodeBlock& block : graph.blocks) {
    if (block.begin == block.end) continue;
    for (const std::uint32_t exit : exits_of(code.instructions[block.end - 1], block.end - 1)) {
      block.next.push_back(graph.block_at[exit]);
    }
  }
  graph.blocks.back().live = results;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t b = graph.blocks.size() - 1; b-- > 0;) changed = find_live(graph, b, code, locations) || changed;
  }
  return graph;
}

namespace {

/// Blocks in postorder of a depth-first walk, without recursion.
std::vector<std::uint32_t> postorder_of(const CodeGraph& graph, std::uint32_t entry) {
  std::vector<std::uint32_t> postorder;
  std::vector<bool> seen(graph.blocks.size(), false);
  std::vector<std::pair<std::uint32_t, std::size_t>> path{{entry, 0}};
  seen[entry] = true;
  while (!path.empty()) {
    const auto& next = graph.blocks[path.back().first].next;
    if (path.back().second == next.size()) {
      postorder.push_back(path.back().first);
      path.pop_back();
      continue;
    }
    const std::uint32_t to = next[path.back().second++];
    if (!seen[to]) path.emplace_back(to, 0);
    seen[to] = true;
  }
  return postorder;
}

}  // namespace

Region region_of(const CodeGraph& graph, std::uint32_t entry) {
  Region region;
  region.blocks = postorder_of(graph, entry);
  std::reverse(region.blocks.begin(), region.blocks.end());
  const std::size_t size = region.blocks.size();
  region.order.assign(graph.blocks.size(), Region::kOutside);
  region.is_loop_head.assign(size, false);
  region.cycle.assign(size, 0);
  for (std::uint32_t i = 0; i < size; ++i) region.order[region.blocks[i]] = i;
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> edges(size);
  for (std::uint32_t i = 0; i < size; ++i) {
    for (const std::uint32_t next : graph.blocks[region.blocks[i]].next) {
      const std::uint32_t to = region.order[next];
      if (to <= i) region.is_loop_head[to] = true;
      boost::add_edge(i, to, edges);
    }
  }
  if (size > 0) boost::strong_components(edges, region.cycle.data());
  return region;
}

}  // namespace pagerace::native
