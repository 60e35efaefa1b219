#include "model/system/flow.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace pagerace::system {
namespace {

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

struct Exit {
  std::uint32_t instruction = 0;
  Edge::When when = Edge::When::Always;
};

/// Where control goes after the instruction. The end of the code is a place too: there is nothing to execute there.
std::vector<Exit> exits_of(const Code& code, std::uint32_t index, const std::vector<Location>& locations) {
  const Instruction& at = code.instructions[index];
  switch (at.op) {
    case Opcode::Jump:
      return {{at.target}};
    case Opcode::BranchZero:
      return {{index + 1, Edge::When::NotZero}, {at.target, Edge::When::Zero}};
    case Opcode::Yield: {
      const Location& to = locations.at(at.side);
      if (to.is_end) return {};
      return {{to.resume}};
    }
    case Opcode::Fail:
      if (at.a == kNoRegister) return {};
      return {{index + 1}};
    default:
      return {{index + 1}};
  }
}

bool ends_block(Opcode op) {
  return op == Opcode::Jump || op == Opcode::BranchZero || op == Opcode::Yield || op == Opcode::Fail;
}

/// For each instruction whether a block begins there.
std::vector<bool> leaders_of(const Code& code, const std::vector<Location>& locations) {
  const auto size = static_cast<std::uint32_t>(code.instructions.size());
  std::vector<bool> leaders(size + 1, false);
  leaders[0] = true;
  for (std::uint32_t i = 0; i < size; ++i) {
    if (!ends_block(code.instructions[i].op)) continue;
    leaders[i + 1] = true;
    for (const Exit& exit : exits_of(code, i, locations)) {
      if (exit.instruction > size) throw std::logic_error("a jump leads out of its code");
      leaders[exit.instruction] = true;
    }
  }
  return leaders;
}

/// Numbers the blocks that can be reached in reverse postorder, without recursion.
class BlockOrder {
 public:
  explicit BlockOrder(std::vector<Block> blocks) : blocks_(std::move(blocks)), number_(blocks_.size(), kNowhere) {}

  std::vector<Block> reverse_postorder() {
    if (blocks_.empty()) return {};
    walk();
    std::reverse(postorder_.begin(), postorder_.end());
    for (std::uint32_t i = 0; i < postorder_.size(); ++i) number_[postorder_[i]] = i;
    std::vector<Block> ordered;
    for (std::uint32_t old : postorder_) ordered.push_back(blocks_[old]);
    for (std::uint32_t i = 0; i < ordered.size(); ++i) {
      for (Edge& edge : ordered[i].next) {
        edge.block = number_[edge.block];
        if (edge.block <= i) ordered[edge.block].is_loop_head = true;
      }
    }
    return ordered;
  }

 private:
  void walk() {
    std::vector<bool> seen(blocks_.size(), false);
    std::vector<std::pair<std::uint32_t, std::size_t>> path{{0, 0}};
    seen[0] = true;
    while (!path.empty()) {
      const std::uint32_t block = path.back().first;
      if (path.back().second == blocks_[block].next.size()) {
        postorder_.push_back(block);
        path.pop_back();
        continue;
      }
      const std::uint32_t next = blocks_[block].next[path.back().second++].block;
      if (!seen[next]) path.emplace_back(next, 0);
      seen[next] = true;
    }
  }

  std::vector<Block> blocks_;
  std::vector<std::uint32_t> number_;
  std::vector<std::uint32_t> postorder_;
};

}  // namespace

bool reads_a(const Instruction& instruction) {
  switch (instruction.op) {
    case Opcode::Constant:
    case Opcode::Self:
    case Opcode::Instance:
    case Opcode::FenceOp:
    case Opcode::Jump:
    case Opcode::Yield:
    case Opcode::Mark:
      return false;
    default:
      return instruction.a != kNoRegister;
  }
}

bool reads_b(const Instruction& instruction) {
  return is_binary(instruction.op) || instruction.op == Opcode::Choose || instruction.op == Opcode::Store ||
         instruction.op == Opcode::PointerAdd;
}

Flow flow_of(const Code& code, const std::vector<Location>& locations) {
  const auto size = static_cast<std::uint32_t>(code.instructions.size());
  if (size == 0) return {};
  const std::vector<bool> leaders = leaders_of(code, locations);
  std::vector<std::uint32_t> block_at(size + 1, kNowhere);
  std::vector<Block> blocks;
  for (std::uint32_t i = 0; i < size; ++i) {
    if (leaders[i]) {
      block_at[i] = static_cast<std::uint32_t>(blocks.size());
      blocks.push_back({i, i, false, {}});
    }
    blocks.back().end = i + 1;
  }
  for (Block& block : blocks) {
    for (const Exit& exit : exits_of(code, block.end - 1, locations)) {
      if (exit.instruction < size) block.next.push_back({block_at[exit.instruction], exit.when});
    }
  }
  Flow flow{BlockOrder(std::move(blocks)).reverse_postorder(), std::vector<std::uint32_t>(size, kNowhere)};
  for (std::uint32_t i = 0; i < flow.blocks.size(); ++i) flow.beginning_at[flow.blocks[i].begin] = i;
  return flow;
}

std::optional<std::size_t> block_of(const Flow& flow, const Location& location) {
  if (location.is_end || location.resume >= flow.beginning_at.size()) return std::nullopt;
  const std::uint32_t block = flow.beginning_at[location.resume];
  if (block == kNowhere) return std::nullopt;
  return block;
}

}  // namespace pagerace::system
