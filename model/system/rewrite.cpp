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
  std::vector<std::vector<std::size_t>> starts(code.instructions.size() + 1);
  for (std::size_t i = 0; i < locations.size(); ++i) {
    if (!locations[i].is_end) starts.at(locations[i].resume).push_back(i);
  }
  std::vector<std::uint32_t> place;
  std::vector<Instruction> kept;
  for (std::size_t i = 0; i <= code.instructions.size(); ++i) {
    for (std::size_t location : starts[i]) {
      const std::vector<Instruction>& prologue = rewrite.prologues[location];
      const bool after_yield = i > 0 && has(code.instructions[i - 1].op, kEndsStep);
      if (!prologue.empty() && (!after_yield || starts[i].size() > 1)) {
        throw std::logic_error("a prologue would be executed by others too");
      }
      locations[location].resume = static_cast<std::uint32_t>(kept.size());
      kept.insert(kept.end(), prologue.begin(), prologue.end());
    }
    place.push_back(static_cast<std::uint32_t>(kept.size()));
    if (i < code.instructions.size() && !rewrite.taken_out[i]) kept.push_back(code.instructions[i]);
  }
  for (Instruction& at : kept) {
    if (has(at.op, kJumps)) at.target = place.at(at.target);
  }
  code.instructions = std::move(kept);
  move_quantifiers(rewrite.taken_out, place, code);
}

}  // namespace pagerace::system
