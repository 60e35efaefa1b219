#include <algorithm>

#include "model/system/analyses.hpp"
#include "model/system/flow.hpp"

namespace pagerace::system {
namespace {

using Bits = std::vector<std::uint64_t>;

void insert(Bits& bits, Register r) { bits[r / 64] |= std::uint64_t{1} << (r % 64); }
void erase(Bits& bits, Register r) { bits[r / 64] &= ~(std::uint64_t{1} << (r % 64)); }
bool contains(const Bits& bits, Register r) { return (bits[r / 64] >> (r % 64) & 1) != 0; }

/// What is alive before the block, given what is alive after it.
void go_backwards(const Code& code, const Block& block, const std::vector<Mark>& marks, Bits& alive) {
  for (std::uint32_t i = block.end; i-- > block.begin;) {
    const Instruction& at = code.instructions[i];
    if (has_result(at.op)) erase(alive, at.dst);
    if (reads_a(at)) insert(alive, at.a);
    if (reads_b(at)) insert(alive, at.b);
    if (at.op != Opcode::Mark) continue;
    for (Register shown : marks.at(at.side).arguments) {
      if (shown != kNoRegister) insert(alive, shown);
    }
  }
}

}  // namespace

std::vector<std::vector<Register>> live_at_entry(const Code& code, const Flow& flow, const std::vector<Mark>& marks) {
  const auto registers = static_cast<Register>(code.registers.size());
  std::vector<Bits> entry(flow.blocks.size(), Bits(registers / 64 + 1, 0));
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t block = flow.blocks.size(); block-- > 0;) {
      Bits alive(registers / 64 + 1, 0);
      for (const Edge& edge : flow.blocks[block].next) {
        for (std::size_t i = 0; i < alive.size(); ++i) alive[i] |= entry[edge.block][i];
      }
      go_backwards(code, flow.blocks[block], marks, alive);
      if (alive == entry[block]) continue;
      entry[block] = std::move(alive);
      changed = true;
    }
  }
  std::vector<std::vector<Register>> lists(entry.size());
  for (std::size_t block = 0; block < entry.size(); ++block) {
    for (Register r = 0; r < registers; ++r) {
      if (contains(entry[block], r)) lists[block].push_back(r);
    }
  }
  return lists;
}

void find_live_registers(TransitionSystem& system) {
  for (ThreadTemplate& thread : system.templates) {
    const Flow flow = flow_of(thread.code, thread.locations);
    const auto alive = live_at_entry(thread.code, flow, system.marks);
    for (Location& location : thread.locations) {
      location.live.clear();
      if (location.is_end) continue;
      const auto block = std::find_if(flow.blocks.begin(), flow.blocks.end(),
                                      [&](const Block& candidate) { return candidate.begin == location.resume; });
      // A location that no Yield leads to has no block of its own and keeps nothing alive.
      if (block != flow.blocks.end()) location.live = alive[static_cast<std::size_t>(block - flow.blocks.begin())];
    }
  }
}

}  // namespace pagerace::system
