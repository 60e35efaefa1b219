#include "model/system/flow.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "model/system/next_within_step.hpp"
#include "model/system/operands.hpp"

namespace pagerace::system {
namespace {

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

struct Exit {
  std::uint32_t instruction = 0;
  Edge::When when = Edge::When::Always;
};

/// The exits of the instruction. One may lead to the end of the code, where there is nothing to execute. `after_yield`
/// is where a Yield leads: one place or none.
std::vector<Exit> exits_of(const Code& code, std::uint32_t index, std::vector<Exit> after_yield) {
  const Instruction& at = code.instructions[index];
  switch (at.op) {
    case Opcode::Jump:
      return {{target_of(at)}};
    case Opcode::BranchZero:
      return {{index + 1, Edge::When::NotZero}, {target_of(at), Edge::When::Zero}};
    case Opcode::Yield:
      return after_yield;
    case Opcode::Fail:
      if (at.a == kNoRegister) return {};
      return {{index + 1}};
    case Opcode::Choose:
      return {{index + 1, Edge::When::Chosen}};
    case Opcode::Load:
    case Opcode::PointerAdd:
    case Opcode::Assume:
    case Opcode::CheckRange:
    case Opcode::CheckPointer:
      PAGERACE_CASES(PAGERACE_PLAIN_OPCODES)
      PAGERACE_CASES(PAGERACE_ARITHMETIC_OPCODES)
      PAGERACE_CASES(PAGERACE_VALUE_OPCODES)
      return {{index + 1}};
  }
  return {};
}

/// Cuts code into blocks, in the order of their instructions.
class Cut {
 public:
  Cut(const Code& code, const std::vector<Location>& locations, bool within_step)
      : code_(code),
        locations_(locations),
        within_step_(within_step),
        size_(static_cast<std::uint32_t>(code.instructions.size())) {}

  /// The last block is the end of the code.
  Flow blocks() const {
    const std::vector<bool> leaders = find_leaders();
    Flow flow;
    for (std::uint32_t i = 0; i <= size_; ++i) {
      flow.beginning_at.push_back(leaders[i] ? static_cast<std::uint32_t>(flow.blocks.size()) : kNowhere);
      if (leaders[i]) flow.blocks.push_back({i, i, false, {}});
      if (i < size_) flow.blocks.back().end = i + 1;
    }
    for (Block& block : flow.blocks) {
      if (block.begin == block.end) continue;
      for (const Exit& exit : exits(block.end - 1)) {
        block.next.push_back({flow.beginning_at[exit.instruction], exit.when});
      }
    }
    return flow;
  }

 private:
  std::vector<Exit> exits(std::uint32_t index) const {
    const Instruction& at = code_.instructions[index];
    std::vector<Exit> after_yield;
    if (at.op == Opcode::Yield && !within_step_ && !locations_.at(location_of(at)).is_end) {
      after_yield.push_back({locations_[location_of(at)].resume});
    }
    std::vector<Exit> exits = exits_of(code_, index, std::move(after_yield));
    if (at.op == Opcode::Choose && !within_step_) exits.front().when = Edge::When::Always;
    return exits;
  }

  bool ends_block(const Instruction& at) const {
    if (at.op == Opcode::Fail) return at.a == kNoRegister;
    return has(at.op, kEndsBlock) || (at.op == Opcode::Choose && within_step_);
  }

  std::vector<bool> find_leaders() const {
    std::vector<bool> leaders(size_ + 1, false);
    leaders.front() = leaders.back() = true;
    for (std::uint32_t i = 0; i < size_; ++i) {
      if (!ends_block(code_.instructions[i])) continue;
      leaders[i + 1] = true;
      for (const Exit& exit : exits(i)) {
        if (exit.instruction > size_) throw std::logic_error("a jump leads out of its code");
        leaders[exit.instruction] = true;
      }
    }
    for (const Location& location : locations_) {
      if (within_step_ && !location.is_end) leaders.at(location.resume) = true;
    }
    return leaders;
  }

  const Code& code_;
  const std::vector<Location>& locations_;
  const bool within_step_;
  const std::uint32_t size_;
};

}  // namespace

std::vector<std::uint32_t> reverse_postorder(const Flow& flow, std::uint32_t entry) {
  std::vector<std::uint32_t> order;
  std::vector<bool> seen(flow.blocks.size(), false);
  std::vector<std::pair<std::uint32_t, std::size_t>> path{{entry, 0}};
  seen[entry] = true;
  while (!path.empty()) {
    const std::vector<Edge>& next = flow.blocks[path.back().first].next;
    if (path.back().second == next.size()) {
      order.push_back(path.back().first);
      path.pop_back();
      continue;
    }
    const Edge& edge = next[path.back().second++];
    if (edge.when == Edge::When::Chosen || seen[edge.block]) continue;
    path.emplace_back(edge.block, 0);
    seen[edge.block] = true;
  }
  std::reverse(order.begin(), order.end());
  return order;
}

Flow flow_of(const Code& code, const std::vector<Location>& locations) {
  if (code.instructions.empty()) return {};
  Flow cut = Cut(code, locations, false).blocks();
  const auto end = static_cast<std::uint32_t>(cut.blocks.size() - 1);
  for (Block& block : cut.blocks) std::erase_if(block.next, [end](const Edge& edge) { return edge.block == end; });
  const std::vector<std::uint32_t> order = reverse_postorder(cut, 0);
  std::vector<std::uint32_t> number(cut.blocks.size(), kNowhere);
  for (std::uint32_t i = 0; i < order.size(); ++i) number[order[i]] = i;
  Flow flow;
  flow.beginning_at.assign(code.instructions.size() + 1, kNowhere);
  for (std::uint32_t old : order) flow.blocks.push_back(std::move(cut.blocks[old]));
  for (std::uint32_t i = 0; i < flow.blocks.size(); ++i) {
    flow.beginning_at[flow.blocks[i].begin] = i;
    for (Edge& edge : flow.blocks[i].next) {
      edge.block = number[edge.block];
      if (edge.block <= i) flow.blocks[edge.block].is_loop_head = true;
    }
  }
  return flow;
}

Flow step_flow_of(const Code& code, const std::vector<Location>& locations) {
  return Cut(code, locations, true).blocks();
}

std::vector<bool> reached_from(const Code& code, std::uint32_t begin, AtYield at_yield) {
  std::vector<bool> reached(code.instructions.size(), false);
  std::vector<std::uint32_t> open{begin};
  while (!open.empty()) {
    const std::uint32_t index = open.back();
    open.pop_back();
    if (index >= reached.size() || reached[index]) continue;
    reached[index] = true;
    std::vector<Exit> after_yield;
    if (at_yield == AtYield::GoesOn) after_yield.push_back({index + 1});
    for (const Exit& exit : exits_of(code, index, std::move(after_yield))) open.push_back(exit.instruction);
  }
  return reached;
}

std::vector<std::uint32_t> next_within_step(const Code& code, std::uint32_t index) {
  std::vector<std::uint32_t> next;
  for (const Exit& exit : exits_of(code, index, {})) next.push_back(exit.instruction);
  return next;
}

std::optional<std::size_t> block_of(const Flow& flow, const Location& location) {
  if (location.is_end || location.resume >= flow.beginning_at.size()) return std::nullopt;
  const std::uint32_t block = flow.beginning_at[location.resume];
  if (block == kNowhere) return std::nullopt;
  return block;
}

}  // namespace pagerace::system
