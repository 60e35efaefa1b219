// The control flow of a piece of code, and what each instruction reads and writes. The analyses stand on it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

inline bool is_binary(Opcode op) { return op >= Opcode::Multiply && op <= Opcode::NotEqual; }
inline bool has_result(Opcode op) { return op <= Opcode::Load || op == Opcode::PointerAdd; }
/// Whether operand `a` (or `b`) is a register that the instruction reads. Those of a Mark are its arguments instead.
bool reads_a(const Instruction& instruction);
bool reads_b(const Instruction& instruction);

struct Edge {
  enum class When : std::uint8_t { Always, NotZero, Zero };  ///< of the register that the BranchZero before it tests
  std::uint32_t block = 0;
  When when = When::Always;
};

struct Block {
  std::uint32_t begin = 0, end = 0;  ///< instructions, half-open
  bool is_loop_head = false;         ///< some edge from here or from further down leads to it
  std::vector<Edge> next;            ///< a Yield leads to where its location resumes
};

/// Only what can be reached from instruction 0, in reverse postorder: block 0 is the entry, and every cycle goes
/// through a loop head.
struct Flow {
  std::vector<Block> blocks;
  std::vector<std::uint32_t> beginning_at;  ///< by instruction: the block that begins there, or none of them
};

/// `locations` is empty for init and for predicates. Throws std::logic_error where a target is outside of the code.
Flow flow_of(const Code& code, const std::vector<Location>& locations);

/// The block that a step from the location begins with; nothing where none does, or it cannot be reached.
std::optional<std::size_t> block_of(const Flow& flow, const Location& location);

/// Registers, ascending, for each block or for each location.
using RegisterLists = std::vector<std::vector<Register>>;

/// For each block the registers that are alive where it begins. What a Mark shows counts as read: a trace must not
/// print values that are gone. So does what is alive at a location of `keeping`, where a step ends there.
RegisterLists live_at_entry(const Code& code, const Flow& flow, const std::vector<Mark>& marks,
                            const std::vector<Location>& keeping = {});

/// For each location the registers that some way from there reads before writing them.
RegisterLists live_at_locations(const ThreadTemplate& thread, const std::vector<Mark>& marks,
                                const std::vector<Location>& keeping = {});

}  // namespace pagerace::system
