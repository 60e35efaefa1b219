// Finds the instruction that made a register's value and could compute it again, because nothing that it read has
// changed since. This is the classic analysis of available expressions (Cocke, "Global common subexpression
// elimination", 1970), applied to registers. An instruction is available if every path executed it, and no path wrote
// its result or an operand after that.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/system/flow.hpp"

namespace pagerace::system {

/// The pure instructions that are available at the beginning of each block. The analysis assumes that registers keep
/// their values at the end of a step, even those that are dead there.
class Definitions {
 public:
  Definitions(const Code& code, const Flow& flow);

  /// The number of the instruction that made the register's value.
  std::optional<std::uint32_t> at_entry(std::size_t block, Register r) const;

 private:
  using Set = std::vector<std::uint64_t>;  ///< a set of instructions, with a bit for each place in pure_

  void execute(const Instruction& at, std::uint32_t index, Set& available) const;

  std::vector<std::uint32_t> place_;               ///< for each instruction its place in pure_
  std::vector<std::uint32_t> pure_;                ///< numbers of the pure instructions
  std::vector<std::vector<std::uint32_t>> makes_;  ///< for each register the places of those that make it
  std::vector<std::vector<std::uint32_t>> needs_;  ///< for each register the places of those that read it
  std::vector<Set> entry_;
};

}  // namespace pagerace::system
