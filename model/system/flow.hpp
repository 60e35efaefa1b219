// The control-flow graph of a piece of code. The analyses use it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

struct Edge {
  enum class When : std::uint8_t {
    Always,
    NotZero,  ///< the register that the BranchZero before it tests
    Zero,
    Chosen,  ///< once for each value of the Choose before it
  };
  std::uint32_t block = 0;
  When when = When::Always;
};

struct Block {
  std::uint32_t begin = 0, end = 0;  ///< instructions, half-open
  bool is_loop_head = false;         ///< an edge from this block or a later one leads to it
  std::vector<Edge> next;
};

struct Flow {
  std::vector<Block> blocks;
  /// For each instruction, and for the end of the code: the block that begins there, or none of the blocks.
  std::vector<std::uint32_t> beginning_at;
};

/// The graph over all steps: a Yield leads to the instruction at which its location resumes. Only blocks that can be
/// reached from instruction 0, in reverse postorder: block 0 is the entry, and every cycle goes through a loop head.
/// `locations` is empty for init and for predicates. Throws std::logic_error if a target is outside of the code.
Flow flow_of(const Code& code, const std::vector<Location>& locations);

/// The graph of single steps: a Yield leads nowhere. A block also ends after a Choose, and a block begins at each
/// instruction at which a location resumes. All blocks, in order of their instructions; the last one is empty: the end
/// of the code. No loop heads.
Flow step_flow_of(const Code& code, const std::vector<Location>& locations);

/// The blocks that control reaches from the entry, which is the first, without edges of kind Edge::When::Chosen.
std::vector<std::uint32_t> reverse_postorder(const Flow& flow, std::uint32_t entry);

/// The meaning of a Yield when single instructions are followed.
enum class AtYield : std::uint8_t {
  Ends,    ///< the end of the step
  GoesOn,  ///< no effect: locations have not been placed
};

/// For each instruction whether control can reach it from `begin` if conditions are ignored.
std::vector<bool> reached_from(const Code& code, std::uint32_t begin, AtYield at_yield);

/// The block with which a step from the location begins; empty if there is none or it cannot be reached.
std::optional<std::size_t> block_of(const Flow& flow, const Location& location);

/// Ascending registers, for each block or for each location.
using RegisterLists = std::vector<std::vector<Register>>;

/// For each block the registers that are alive at its beginning. The registers that a Mark shows count as read: a trace
/// must not print values that are gone. So do those alive at a location of `keeping`, if a step ends there.
RegisterLists live_at_entry(const Code& code, const Flow& flow, const std::vector<Mark>& marks,
                            const std::vector<Location>& keeping = {});

/// The same within a step. Here marks show nothing: the Yield at the end reads what is alive at its location, and the
/// end of the code reads `results`. For graphs of step_flow_of().
RegisterLists live_within_step(const Code& code, const Flow& flow, const std::vector<Location>& locations,
                               const std::vector<Register>& results);

/// For each location the registers that some path from there reads before writing them.
RegisterLists live_at_locations(const ThreadTemplate& thread, const std::vector<Mark>& marks,
                                const std::vector<Location>& keeping = {});

}  // namespace pagerace::system
