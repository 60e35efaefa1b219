// From what a register's value could be computed again: the instruction that made it, as long as nothing that it read
// has changed since. This is the classic analysis of available expressions (Cocke, "Global common subexpression
// elimination", 1970), asked for registers: an instruction is available where every way executed it, and none wrote its
// result or an operand after that.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/system/flow.hpp"

namespace pagerace::system {

/// For the beginning of each block the available ones among the pure instructions. Registers are taken to keep their
/// values where a step ends: one that is dead there still counts.
class Definitions {
 public:
  Definitions(const Code& code, const Flow& flow);

  /// The number of the instruction that the register's value comes from.
  std::optional<std::uint32_t> at_entry(std::size_t block, Register r) const;

 private:
  using Set = std::vector<std::uint64_t>;  ///< of instructions, a bit for each place in pure_

  void execute(const Instruction& at, std::uint32_t index, Set& available) const;

  std::vector<std::uint32_t> place_;               ///< in pure_, for each instruction
  std::vector<std::uint32_t> pure_;                ///< numbers of the pure instructions
  std::vector<std::vector<std::uint32_t>> makes_;  ///< for each register the places of those whose result it is
  std::vector<std::vector<std::uint32_t>> needs_;  ///< and of those that read it
  std::vector<Set> entry_;
};

}  // namespace pagerace::system
