// The opcodes and their properties, generated from model/system/opcode.def.
//
// A switch over opcodes has no `default:`; the libraries whose code uses opcodes are compiled with -Werror=switch-enum
// (CMakeLists.txt). PAGERACE_CASES(PAGERACE_BINARY_OPCODES) stands for the cases of a whole group.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/system/opcode.def"

namespace pagerace::system {

enum class Opcode : std::uint8_t {
#define PAGERACE_ENUMERATOR(name, ...) name,
  PAGERACE_OPCODES(PAGERACE_ENUMERATOR)
#undef PAGERACE_ENUMERATOR
};

#define PAGERACE_CASE(name, ...) case Opcode::name:
#define PAGERACE_CASES(group) group(PAGERACE_CASE)

/// Which fields of an Instruction are registers.
enum Operand : unsigned {
  kDst = 1,      ///< written
  kA = 2,        ///< read
  kAOrZero = 4,  ///< read; if there is none (kNoRegister) it counts as 0
  kAOrOne = 8,   ///< read; if there is none it counts as 1: a condition that always holds
  kB = 16,       ///< read
};

enum OpcodeFlag : unsigned {
  kPure = 1,         ///< only computes its result from its registers, whatever they hold
  kContextual = 2,   ///< depends on more than its operands: on the thread, on a choice, on memory
  kTruth = 4,        ///< the result is 0 or 1
  kDivides = 8,      ///< divides by b, which must not be 0
  kMayFail = 16,     ///< the step may end here in a failure
  kHasEffect = 32,   ///< changes the state, makes several states of one, or ends the step: not allowed in a predicate
  kAccess = 64,      ///< reads or writes the cell imm + a
  kAddresses = 128,  ///< a is an address, or becomes one
  kSteers = 256,     ///< its operands decide where or whether a step goes on
  kEndsBlock = 512,  ///< control may go to another instruction than the next
  kEndsStep = 1024,  ///< ends the step
  kJumps = 2048,     ///< `target` is an instruction
  kCovered = 4096,   ///< counts for coverage: it is recorded whether it was reached
  kOrdersMarks = 8192,  ///< marks that stand before it in the program must stay before it
};

struct OpcodeInfo {
  const char* name;
  unsigned operands, flags;
};

inline constexpr OpcodeInfo kOpcodes[] = {
#define PAGERACE_INFO(name, operands, flags, ...) {#name, operands, flags},
    PAGERACE_OPCODES(PAGERACE_INFO)
#undef PAGERACE_INFO
};

constexpr const OpcodeInfo& info_of(Opcode op) { return kOpcodes[static_cast<std::size_t>(op)]; }
constexpr const char* name_of(Opcode op) { return info_of(op).name; }
constexpr bool has(Opcode op, Operand operand) { return (info_of(op).operands & operand) != 0; }
constexpr bool has(Opcode op, OpcodeFlag flag) { return (info_of(op).flags & flag) != 0; }
constexpr bool has_result(Opcode op) { return has(op, kDst); }
constexpr bool is_pure(Opcode op) { return has(op, kPure); }
constexpr bool is_division(Opcode op) { return has(op, kDivides); }

}  // namespace pagerace::system
