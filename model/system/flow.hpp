// The control-flow graph of a piece of code. The analyses stand on it.
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
    Chosen,  ///< for each value of the Choose before it
  };
  std::uint32_t block = 0;
  When when = When::Always;
};

struct Block {
  std::uint32_t begin = 0, end = 0;  ///< instructions, half-open
  bool is_loop_head = false;         ///< some edge from here or from further down leads to it
  std::vector<Edge> next;
};

struct Flow {
  std::vector<Block> blocks;
  /// By instruction, and the end of the code: the block that begins there, or none of them.
  std::vector<std::uint32_t> beginning_at;
};

/// Over all steps: a Yield leads to where its location resumes. Only what can be reached from instruction 0, in reverse
/// postorder: block 0 is the entry, and every cycle goes through a loop head. `locations` is empty for init and for
/// predicates. Throws std::logic_error where a target is outside of the code.
Flow flow_of(const Code& code, const std::vector<Location>& locations);

/// Of single steps: a Yield leads nowhere, a block ends behind a Choose too, and one begins where a location resumes.
/// All blocks, in order of their instructions; the last one is empty: the end of the code. No loop heads.
Flow step_flow_of(const Code& code, const std::vector<Location>& locations);

/// Blocks that control comes to from the entry, which is the first, but not along Edge::When::Chosen.
std::vector<std::uint32_t> reverse_postorder(const Flow& flow, std::uint32_t entry);

/// What a Yield is, where single instructions are followed.
enum class AtYield : std::uint8_t {
  Ends,    ///< the end of the step
  GoesOn,  ///< nothing: locations have not been placed
};

/// For each instruction whether control comes to it from `begin`, whatever the conditions on the way.
std::vector<bool> reached_from(const Code& code, std::uint32_t begin, AtYield at_yield);

/// The block that a step from the location begins with; nothing where none does, or it cannot be reached.
std::optional<std::size_t> block_of(const Flow& flow, const Location& location);

/// Registers, ascending, for each block or for each location.
using RegisterLists = std::vector<std::vector<Register>>;

/// For each block the registers that are alive where it begins. What a Mark shows counts as read: a trace must not
/// print values that are gone. So does what is alive at a location of `keeping`, where a step ends there.
RegisterLists live_at_entry(const Code& code, const Flow& flow, const std::vector<Mark>& marks,
                            const std::vector<Location>& keeping = {});

/// The same within a step, where marks show nothing: what is alive at a location is read by the Yield that ends there,
/// and `results` at the end of the code. Of step_flow_of().
RegisterLists live_within_step(const Code& code, const Flow& flow, const std::vector<Location>& locations,
                               const std::vector<Register>& results);

/// For each location the registers that some way from there reads before writing them.
RegisterLists live_at_locations(const ThreadTemplate& thread, const std::vector<Mark>& marks,
                                const std::vector<Location>& keeping = {});

}  // namespace pagerace::system
