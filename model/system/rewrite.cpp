#include "model/system/rewrite.hpp"

#include <stdexcept>

namespace pagerace::system {
namespace {

/// The control of a quantifier must stay as it is; instructions of the body may be removed.
void move_quantifiers(const std::vector<bool>& taken_out, const std::vector<std::uint32_t>& place, Code& code) {
  std::erase_if(code.quantifiers, [&](const Quantifier& loop) {
    for (std::uint32_t i = loop.head; i <= loop.tail; ++i) {
      if (taken_out[i] && (i == loop.body_end || loop.is_control(i))) return true;
    }
    return false;
  });
  for (Quantifier& loop : code.quantifiers) {
    loop.head = place[loop.head];
    loop.body_end = place[loop.body_end];
    loop.tail = place[loop.tail];
  }
}

}  // namespace

void apply(const Rewrite& rewrite, Code& code, std::vector<Location>& locations) {
  const std::size_t size = code.instructions.size();
  std::vector<std::vector<std::size_t>> starts(size + 1);
  for (std::size_t i = 0; i < locations.size(); ++i) {
    if (!locations[i].is_end) starts.at(locations[i].resume).push_back(i);
  }
  std::vector<std::uint32_t> place, inserted(size + 1);
  std::vector<Instruction> kept;
  const auto here = [&kept] { return static_cast<std::uint32_t>(kept.size()); };
  for (std::uint32_t i = 0; i <= size; ++i) {
    if (const auto at = rewrite.insertions.find(i); at != rewrite.insertions.end()) {
      if (!at->second.falls_in) kept.push_back({.op = Opcode::Jump, .target = i, .span = at->second.instruction.span});
      inserted[i] = here();
      kept.push_back(at->second.instruction);
    }
    for (std::size_t location : starts[i]) {
      const std::vector<Instruction>& prologue = rewrite.prologues[location];
      const bool after_yield = i > 0 && has(code.instructions[i - 1].op, kEndsStep);
      if (!prologue.empty() && (!after_yield || starts[i].size() > 1)) {
        throw std::logic_error("a prologue would be executed by others too");
      }
      locations[location].resume = here();
      kept.insert(kept.end(), prologue.begin(), prologue.end());
    }
    place.push_back(here());
    if (i < size && !rewrite.taken_out[i]) kept.push_back(code.instructions[i]);
  }
  for (Instruction& at : kept) {
    if (has(at.op, kJumps)) at.target = place.at(at.target);
  }
  for (const auto& [to, insertion] : rewrite.insertions) {
    for (const std::uint32_t from : insertion.jumps)
      if (!rewrite.taken_out[from]) kept[place[from]].target = inserted[to];
  }
  code.instructions = std::move(kept);
  move_quantifiers(rewrite.taken_out, place, code);
}

}  // namespace pagerace::system
