// Changes code in place: removes instructions, inserts others at the beginning of steps, and adjusts every target.
#pragma once

#include <map>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// An instruction that goes before another one.
struct Insertion {
  Instruction instruction;
  bool falls_in = false;             ///< it is executed on the way from the instruction before it
  std::vector<std::uint32_t> jumps;  ///< these go to it; all others go past it
};

struct Rewrite {
  explicit Rewrite(const Code& code, const std::vector<Location>& locations)
      : taken_out(code.instructions.size(), false), prologues(locations.size()) {}

  std::vector<bool> taken_out;                      ///< for each instruction
  std::vector<std::vector<Instruction>> prologues;  ///< for each location: a step from there executes these first
  std::map<std::uint32_t, Insertion> insertions;    ///< by the instruction that each goes before
};

/// A jump to a removed instruction goes to the one that followed it. A jump to the beginning of a step goes to the
/// instruction after the prologue. Quantifiers are adjusted; one whose control loses an instruction is removed.
/// REQUIRES: an instruction with a prologue before it stands directly after the Yield to its location.
void apply(const Rewrite& rewrite, Code& code, std::vector<Location>& locations);

}  // namespace pagerace::system
