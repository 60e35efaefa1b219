// Accessors for the fields `side` and `target` of an Instruction, whose meaning depends on the opcode. Each function
// throws std::logic_error if the opcode has no such operand. Only lowering and the interpreter's decoder, which write
// and copy the fields, use them by name.
#pragma once

#include <stdexcept>

#include "model/system/code.hpp"

namespace pagerace::system {

inline std::uint32_t checked_operand(bool is_there, std::uint32_t field) {
  if (!is_there) throw std::logic_error("an instruction has no such operand");
  return field;
}

/// The instruction to which a jump leads.
inline std::uint32_t target_of(const Instruction& at) { return checked_operand(has(at.op, kJumps), at.target); }

/// Index into ThreadTemplate::locations: the location at which the step ends.
inline std::uint32_t location_of(const Instruction& at) { return checked_operand(has(at.op, kEndsStep), at.side); }

/// Index into TransitionSystem::accesses.
inline std::uint32_t access_of(const Instruction& at) {
  return checked_operand(has(at.op, kAccess) || at.op == Opcode::FenceOp, at.side);
}

/// Index into TransitionSystem::failures.
inline std::uint32_t failure_of(const Instruction& at) {
  return checked_operand(at.op == Opcode::Fail || at.op == Opcode::Report || at.op == Opcode::CheckRange, at.side);
}

/// Index into TransitionSystem::marks.
inline std::uint32_t mark_of(const Instruction& at) { return checked_operand(at.op == Opcode::Mark, at.side); }

/// Index into TransitionSystem::ranges.
inline std::uint32_t range_of(const Instruction& at) { return checked_operand(at.op == Opcode::CheckRange, at.target); }

/// Whether a Choose goes from its first bound to its last as unsigned numbers of 64 bits.
inline bool chooses_unsigned(const Instruction& at) { return at.op == Opcode::Choose && at.bits == kUnsignedChoice; }

/// Index into TransitionSystem::pointees.
inline std::uint32_t pointees_of(const Instruction& at) {
  return checked_operand(at.op == Opcode::CheckPointer || at.op == Opcode::PointerAdd, at.target);
}

}  // namespace pagerace::system
