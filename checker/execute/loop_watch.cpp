#include "checker/execute/loop_watch.hpp"

#include <algorithm>
#include <optional>

#include "model/system/components.hpp"
#include "model/system/next_within_step.hpp"
#include "model/system/operands.hpp"

namespace pagerace::checker {
namespace {

/// Whether the operands of the instruction decide something themselves, not only through its result.
bool decides(Opcode op) {
  switch (op) {
    case Opcode::BranchZero:
    case Opcode::Assume:
    case Opcode::Fail:
    case Opcode::Report:
    case Opcode::Choose:
    case Opcode::Load:
    case Opcode::Store:
    case Opcode::PointerAdd:
    case Opcode::CheckRange:
    case Opcode::CheckPointer:
      PAGERACE_CASES(PAGERACE_DIVISION_OPCODES)
      return true;
      PAGERACE_CASES(PAGERACE_UNARY_OPCODES)
      PAGERACE_CASES(PAGERACE_BINARY_OPCODES)
      PAGERACE_CASES(PAGERACE_COMPARISON_OPCODES)
    case Opcode::Constant:
    case Opcode::Move:
    case Opcode::Self:
    case Opcode::Instance:
    case Opcode::Wrap:
    case Opcode::Address:
    case Opcode::FenceOp:
    case Opcode::Jump:
    case Opcode::Mark:
    case Opcode::Yield:
      return false;
  }
  return true;
}

}  // namespace

std::vector<bool> deciding_registers(const DecodedCode& code) {
  std::vector<bool> deciding(code.registers + 2, false);
  for (bool changed = true; changed;) {
    changed = false;
    for (const Op& op : code.ops) {
      if (!decides(op.op) && !(system::has_result(op.op) && deciding[op.dst])) continue;
      for (const std::uint32_t operand : {op.a, op.b}) {
        if (deciding[operand]) continue;
        deciding[operand] = changed = true;
      }
    }
  }
  return deciding;
}

namespace {

/// Whether a choice stands between a jump back and its target: quick to tell, and most code has none.
bool jumps_back_over_choice(const system::Code& code) {
  std::optional<std::uint32_t> last;
  for (std::uint32_t at = 0; at < code.instructions.size(); ++at) {
    const system::Instruction& instruction = code.instructions[at];
    if (instruction.op == Opcode::Choose) last = at;
    if (last && system::has(instruction.op, system::kJumps) && system::target_of(instruction) <= *last) return true;
  }
  return false;
}

}  // namespace

bool chooses_in_loop(const system::Code& code) {
  if (!jumps_back_over_choice(code)) return false;
  const auto size = static_cast<std::uint32_t>(code.instructions.size());
  system::GraphEdges edges;
  for (std::uint32_t at = 0; at < size; ++at) {
    for (const std::uint32_t next : system::next_within_step(code, at)) edges.emplace_back(at, next);
  }
  const system::Components components = system::components_of(size + 1, edges);
  return std::any_of(edges.begin(), edges.end(), [&](const auto& edge) {
    return code.instructions[edge.first].op == Opcode::Choose &&
           components.of[edge.first] == components.of[edge.second];
  });
}

bool LoopWatch::comes_again(const DecodedCode& code, std::uint32_t pc, const Value* registers, const Word* state,
                            std::uint32_t words) {
  if (!is_on_) {
    const std::vector<bool> deciding = deciding_registers(code);
    deciding_.clear();
    for (std::uint32_t r = 0; r < deciding.size(); ++r) {
      if (deciding[r]) deciding_.push_back(r);
    }
    is_on_ = true;
    looks_ = kept_at_ = 0;
    replaced_after_ = 1;
    keep(pc, registers, state, words);
    return false;
  }
  ++looks_;
  if (pc == pc_ && is_kept(registers, state, words)) return true;
  if (looks_ - kept_at_ == replaced_after_) {
    kept_at_ = looks_;
    replaced_after_ *= 2;
    keep(pc, registers, state, words);
  }
  return false;
}

void LoopWatch::keep(std::uint32_t pc, const Value* registers, const Word* state, std::uint32_t words) {
  pc_ = pc;
  registers_.clear();
  for (const std::uint32_t r : deciding_) registers_.push_back(registers[r]);
  state_.assign(state, state + words);
}

bool LoopWatch::is_kept(const Value* registers, const Word* state, std::uint32_t words) const {
  for (std::size_t i = 0; i < deciding_.size(); ++i) {
    if (registers[deciding_[i]] != registers_[i]) return false;
  }
  return std::equal(state, state + words, state_.begin());
}

}  // namespace pagerace::checker
