#include <algorithm>
#include <bit>

#include "model/system/analyses.hpp"
#include "model/system/flow.hpp"
#include "model/system/operands.hpp"

namespace pagerace::system {
namespace {

using Bits = std::vector<std::uint64_t>;

void insert(Bits& bits, Register r) { bits[r / 64] |= std::uint64_t{1} << (r % 64); }
void erase(Bits& bits, Register r) { bits[r / 64] &= ~(std::uint64_t{1} << (r % 64)); }

/// Ascending.
std::vector<Register> list(const Bits& bits) {
  std::vector<Register> all;
  for (std::size_t word = 0; word < bits.size(); ++word) {
    for (std::uint64_t left = bits[word]; left != 0; left &= left - 1) {
      all.push_back(static_cast<Register>(word * 64 + static_cast<unsigned>(std::countr_zero(left))));
    }
  }
  return all;
}

/// What reads registers though it has no such operand.
struct Readers {
  const std::vector<Mark>& marks;          ///< empty: a Mark reads nothing
  const std::vector<Location>& locations;  ///< what is alive there is read where a step ends
  const std::vector<Register>& results;    ///< read at the end of the code
};

/// What is alive before the block, given what is alive after it.
void go_backwards(const Code& code, const Block& block, const Readers& readers, Bits& alive) {
  for (std::uint32_t i = block.end; i-- > block.begin;) {
    const Instruction& at = code.instructions[i];
    if (has_result(at.op)) erase(alive, at.dst);
    if (reads_a(at)) insert(alive, at.a);
    if (reads_b(at)) insert(alive, at.b);
    if (has(at.op, kEndsStep) && location_of(at) < readers.locations.size()) {
      for (Register kept : readers.locations[location_of(at)].live) insert(alive, kept);
    }
    if (at.op != Opcode::Mark || readers.marks.empty()) continue;
    for (Register shown : readers.marks.at(mark_of(at)).arguments) {
      if (shown != kNoRegister) insert(alive, shown);
    }
  }
}

RegisterLists live_registers(const Code& code, const Flow& flow, const Readers& readers) {
  const auto registers = static_cast<Register>(code.registers.size());
  std::vector<Bits> entry(flow.blocks.size(), Bits(registers / 64 + 1, 0));
  std::vector<std::vector<std::size_t>> before(flow.blocks.size());
  for (std::size_t block = 0; block < flow.blocks.size(); ++block) {
    for (const Edge& edge : flow.blocks[block].next) before[edge.block].push_back(block);
  }
  std::vector<bool> is_waiting(flow.blocks.size(), true);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t block = flow.blocks.size(); block-- > 0;) {
      if (!is_waiting[block]) continue;
      is_waiting[block] = false;
      Bits alive(registers / 64 + 1, 0);
      for (const Edge& edge : flow.blocks[block].next) {
        for (std::size_t i = 0; i < alive.size(); ++i) alive[i] |= entry[edge.block][i];
      }
      if (flow.blocks[block].begin == code.instructions.size()) {
        for (Register result : readers.results) insert(alive, result);
      }
      go_backwards(code, flow.blocks[block], readers, alive);
      if (alive == entry[block]) continue;
      entry[block] = std::move(alive);
      for (std::size_t at : before[block]) is_waiting[at] = true;
      changed = true;
    }
  }
  RegisterLists lists;
  for (const Bits& alive : entry) lists.push_back(list(alive));
  return lists;
}

}  // namespace

RegisterLists live_at_entry(const Code& code, const Flow& flow, const std::vector<Mark>& marks,
                            const std::vector<Location>& keeping) {
  return live_registers(code, flow, {marks, keeping, {}});
}

RegisterLists live_within_step(const Code& code, const Flow& flow, const std::vector<Location>& locations,
                               const std::vector<Register>& results) {
  return live_registers(code, flow, {{}, locations, results});
}

RegisterLists live_at_locations(const ThreadTemplate& thread, const std::vector<Mark>& marks,
                                const std::vector<Location>& keeping) {
  const Flow flow = flow_of(thread.code, thread.locations);
  const auto at_entry = live_at_entry(thread.code, flow, marks, keeping);
  RegisterLists live;
  for (const Location& location : thread.locations) {
    // A location that no Yield leads to has no block of its own and keeps nothing alive.
    const auto block = block_of(flow, location);
    live.push_back(block ? at_entry[*block] : std::vector<Register>());
  }
  return live;
}

void find_live_registers(TransitionSystem& system) {
  for (ThreadTemplate& thread : system.templates) {
    const auto live = live_at_locations(thread, system.marks);
    for (std::size_t i = 0; i < live.size(); ++i) thread.locations[i].live = live[i];
  }
}

}  // namespace pagerace::system
