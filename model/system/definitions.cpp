#include "model/system/definitions.hpp"

namespace pagerace::system {

namespace {

using Bits = std::vector<std::uint64_t>;

void insert(Bits& bits, std::uint32_t place) { bits[place / 64] |= std::uint64_t{1} << (place % 64); }
void erase(Bits& bits, std::uint32_t place) { bits[place / 64] &= ~(std::uint64_t{1} << (place % 64)); }
bool contains(const Bits& bits, std::uint32_t place) { return (bits[place / 64] >> (place % 64) & 1) != 0; }

/// Returns whether this removed anything.
bool intersect(Bits& bits, const Bits& others) {
  std::uint64_t gone = 0;
  for (std::size_t i = 0; i < bits.size(); ++i) {
    gone |= bits[i] & ~others[i];
    bits[i] &= others[i];
  }
  return gone != 0;
}

}  // namespace

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
  // Starts with all and removes instructions, so that loops keep what holds in them.
  const std::size_t words = pure_.size() / 64 + 1;
  entry_.assign(flow.blocks.size(), Set(words, ~std::uint64_t{0}));
  if (!entry_.empty()) entry_[0].assign(words, 0);
  std::vector<bool> is_waiting(flow.blocks.size(), true);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t block = 0; block < flow.blocks.size(); ++block) {
      if (!is_waiting[block]) continue;
      is_waiting[block] = false;
      Set available = entry_[block];
      for (std::uint32_t i = flow.blocks[block].begin; i < flow.blocks[block].end; ++i) {
        execute(code.instructions[i], i, available);
      }
      for (const Edge& edge : flow.blocks[block].next) {
        if (!intersect(entry_[edge.block], available)) continue;
        is_waiting[edge.block] = true;
        changed = true;
      }
    }
  }
}

std::optional<std::uint32_t> Definitions::at_entry(std::size_t block, Register r) const {
  for (std::uint32_t place : makes_.at(r)) {
    if (contains(entry_.at(block), place)) return pure_[place];
  }
  return std::nullopt;
}

void Definitions::execute(const Instruction& at, std::uint32_t index, Set& available) const {
  if (!has_result(at.op)) return;
  for (std::uint32_t place : makes_[at.dst]) erase(available, place);
  for (std::uint32_t place : needs_[at.dst]) erase(available, place);
  const bool reads_itself = (reads_a(at) && at.a == at.dst) || (reads_b(at) && at.b == at.dst);
  if (is_pure(at.op) && !reads_itself) insert(available, place_[index]);
}

}  // namespace pagerace::system
