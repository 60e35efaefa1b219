// A register is alive between a place that writes it and a later place that reads it. Each register is followed on its
// own: from the blocks that read it before they write it, against the flow, to those that write it. Most registers are
// used in one block only: they are never followed. (Appel, "Modern Compiler Implementation", chapter 10, "one variable
// at a time".)

#include <limits>
#include <utility>

#include "model/system/analyses.hpp"
#include "model/system/flow.hpp"
#include "model/system/reads.hpp"

namespace pagerace::system {
namespace {

using Blocks = std::vector<std::uint32_t>;

/// For each register, the blocks that read it before they write it.
std::vector<Blocks> readers_of(const Code& code, const Flow& flow, const std::vector<Mark>& marks,
                               const std::vector<Location>& keeping) {
  std::vector<Blocks> readers(code.registers.size());
  std::vector<std::uint32_t> last_writer(code.registers.size(), std::numeric_limits<std::uint32_t>::max());
  for (std::uint32_t block = 0; block < flow.blocks.size(); ++block) {
    for (std::uint32_t i = flow.blocks[block].begin; i < flow.blocks[block].end; ++i) {
      const Instruction& at = code.instructions[i];
      each_read(at, marks, keeping, [&](Register r) {
        if (last_writer[r] != block) readers[r].push_back(block);
      });
      if (has_result(at.op)) last_writer[at.dst] = block;
    }
  }
  return readers;
}

/// For each register that has readers, the blocks that write it.
std::vector<Blocks> writers_of(const Code& code, const Flow& flow, const std::vector<Blocks>& readers) {
  std::vector<Blocks> writers(code.registers.size());
  for (std::uint32_t block = 0; block < flow.blocks.size(); ++block) {
    for (std::uint32_t i = flow.blocks[block].begin; i < flow.blocks[block].end; ++i) {
      const Instruction& at = code.instructions[i];
      if (has_result(at.op) && !readers[at.dst].empty()) writers[at.dst].push_back(block);
    }
  }
  return writers;
}

RegisterLists live_registers(const Code& code, const Flow& flow, std::vector<Blocks> readers) {
  const std::vector<Blocks> writers = writers_of(code, flow, readers);
  std::vector<Blocks> before(flow.blocks.size());
  for (std::uint32_t block = 0; block < flow.blocks.size(); ++block) {
    for (const Edge& edge : flow.blocks[block].next) before[edge.block].push_back(block);
  }
  RegisterLists live(flow.blocks.size());
  std::vector<Register> written(flow.blocks.size(), kNoRegister);  // the current register, if written there
  for (Register r = 0; r < readers.size(); ++r) {
    for (std::uint32_t block : writers[r]) written[block] = r;
    for (Blocks& waiting = readers[r]; !waiting.empty();) {
      const std::uint32_t block = waiting.back();
      waiting.pop_back();
      if (!live[block].empty() && live[block].back() == r) continue;
      live[block].push_back(r);
      for (std::uint32_t from : before[block]) {
        if (written[from] != r) waiting.push_back(from);
      }
    }
  }
  return live;
}

}  // namespace

RegisterLists live_at_entry(const Code& code, const Flow& flow, const std::vector<Mark>& marks,
                            const std::vector<Location>& keeping) {
  return live_registers(code, flow, readers_of(code, flow, marks, keeping));
}

RegisterLists live_within_step(const Code& code, const Flow& flow, const std::vector<Location>& locations,
                               const std::vector<Register>& results) {
  std::vector<Blocks> readers = readers_of(code, flow, {}, locations);
  for (Register result : results) readers[result].push_back(flow.beginning_at.back());
  return live_registers(code, flow, std::move(readers));
}

RegisterLists live_at_locations(const ThreadTemplate& thread, const std::vector<Mark>& marks,
                                const std::vector<Location>& keeping) {
  const Flow flow = flow_of(thread.code, thread.locations);
  const auto at_entry = live_at_entry(thread.code, flow, marks, keeping);
  RegisterLists live;
  for (const Location& location : thread.locations) {
    // A location that no Yield leads to has no block of its own, and keeps nothing alive.
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
