// Changes code in place: takes instructions out and puts others in where a step begins, and moves every target along.
#pragma once

#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::system {

struct Rewrite {
  explicit Rewrite(const Code& code, const std::vector<Location>& locations)
      : taken_out(code.instructions.size(), false), prologues(locations.size()) {}

  std::vector<bool> taken_out;                      ///< for each instruction
  std::vector<std::vector<Instruction>> prologues;  ///< for each location: executed first by a step from there
};

/// What jumped to an instruction that is gone goes to what followed it, and what jumped to where a step begins goes on
/// behind the prologue. Quantifiers move along; one whose control loses an instruction is no more. REQUIRES: an
/// instruction with a prologue before it stands behind the Yield to its location.
void apply(const Rewrite& rewrite, Code& code, std::vector<Location>& locations);

}  // namespace pagerace::system
