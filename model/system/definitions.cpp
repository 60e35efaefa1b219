#include "model/system/definitions.hpp"

#include "model/system/evaluate.hpp"

namespace pagerace::system {

bool is_pure(Opcode op) { return op <= Opcode::Address && !is_division(op); }

Definitions::Definitions(const Code& code, const Flow& flow)
    : place_(code.instructions.size()), makes_(code.registers.size()), needs_(code.registers.size()) {
  for (std::uint32_t i = 0; i < code.instructions.size(); ++i) {
    const Instruction& at = code.instructions[i];
    if (!is_pure(at.op)) continue;
    place_[i] = static_cast<std::uint32_t>(pure_.size());
    pure_.push_back(i);
    makes_[at.dst].push_back(place_[i]);
    if (reads_a(at)) needs_[at.a].push_back(place_[i]);
    if (reads_b(at)) needs_[at.b].push_back(place_[i]);
  }
  // From everything downwards, so that loops keep what holds in them.
  entry_.assign(flow.blocks.size(), Set(pure_.size(), true));
  if (!entry_.empty()) entry_[0].assign(pure_.size(), false);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t block = 0; block < flow.blocks.size(); ++block) {
      Set available = entry_[block];
      for (std::uint32_t i = flow.blocks[block].begin; i < flow.blocks[block].end; ++i) {
        execute(code.instructions[i], i, available);
      }
      for (const Edge& edge : flow.blocks[block].next) {
        Set& there = entry_[edge.block];
        for (std::size_t i = 0; i < there.size(); ++i) {
          if (!there[i] || available[i]) continue;
          there[i] = false;
          changed = true;
        }
      }
    }
  }
}

std::optional<std::uint32_t> Definitions::at_entry(std::size_t block, Register r) const {
  for (std::uint32_t place : makes_.at(r)) {
    if (entry_.at(block)[place]) return pure_[place];
  }
  return std::nullopt;
}

void Definitions::execute(const Instruction& at, std::uint32_t index, Set& available) const {
  if (!has_result(at.op)) return;
  for (std::uint32_t place : makes_[at.dst]) available[place] = false;
  for (std::uint32_t place : needs_[at.dst]) available[place] = false;
  const bool reads_itself = (reads_a(at) && at.a == at.dst) || (reads_b(at) && at.b == at.dst);
  if (is_pure(at.op) && !reads_itself) available[place_[index]] = true;
}

}  // namespace pagerace::system
