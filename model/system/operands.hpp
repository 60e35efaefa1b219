// What the fields of an Instruction number that mean different things by opcode: `side` and `target`. Each function
// throws std::logic_error where the opcode has no such operand. Only lowering and the interpreter's decoder, which
// write and copy the fields, name them.
#pragma once

#include <stdexcept>

#include "model/system/code.hpp"

namespace pagerace::system {

inline std::uint32_t checked_operand(bool is_there, std::uint32_t field) {
  if (!is_there) throw std::logic_error("an instruction has no such operand");
  return field;
}

/// Instruction that a jump leads to.
inline std::uint32_t target_of(const Instruction& at) { return checked_operand(has(at.op, kJumps), at.target); }

/// Of ThreadTemplate::locations, where the step ends.
inline std::uint32_t location_of(const Instruction& at) { return checked_operand(has(at.op, kEndsStep), at.side); }

/// Of TransitionSystem::accesses.
inline std::uint32_t access_of(const Instruction& at) {
  return checked_operand(has(at.op, kAccess) || at.op == Opcode::FenceOp, at.side);
}

/// Of TransitionSystem::failures.
inline std::uint32_t failure_of(const Instruction& at) {
  return checked_operand(at.op == Opcode::Fail || at.op == Opcode::Report || at.op == Opcode::CheckRange, at.side);
}

/// Of TransitionSystem::marks.
inline std::uint32_t mark_of(const Instruction& at) { return checked_operand(at.op == Opcode::Mark, at.side); }

/// Of TransitionSystem::ranges.
inline std::uint32_t range_of(const Instruction& at) { return checked_operand(at.op == Opcode::CheckRange, at.target); }

/// Of TransitionSystem::pointees.
inline std::uint32_t pointees_of(const Instruction& at) {
  return checked_operand(at.op == Opcode::CheckPointer || at.op == Opcode::PointerAdd, at.target);
}

}  // namespace pagerace::system
