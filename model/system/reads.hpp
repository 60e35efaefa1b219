// The registers that an instruction reads, including those that it reads for other reasons than to compute.
#pragma once

#include "model/system/flow.hpp"
#include "model/system/operands.hpp"

namespace pagerace::system {

/// Calls see(register) for each register that the instruction reads. The registers that a Mark shows count as read: a
/// trace must not print values that are gone. If a step ends at a location of `keeping`, the registers alive there
/// count as read too. If there are no marks, a Mark shows nothing.
template <class See>
void each_read(const Instruction& at, const std::vector<Mark>& marks, const std::vector<Location>& keeping, See see) {
  if (reads_a(at)) see(at.a);
  if (reads_b(at)) see(at.b);
  if (has(at.op, kEndsStep) && location_of(at) < keeping.size()) {
    for (Register kept : keeping[location_of(at)].live) see(kept);
  }
  if (at.op != Opcode::Mark || marks.empty()) return;
  for (Register shown : marks.at(mark_of(at)).arguments) {
    if (shown != kNoRegister) see(shown);
  }
}

}  // namespace pagerace::system
