#include "model/system/evaluate.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "model/system/operands.hpp"

namespace pagerace::system {
namespace {

[[noreturn]] void refuse(Opcode op) {
  throw std::logic_error(std::string(name_of(op)) + " is not computed from its operands");
}

}  // namespace

Value evaluate(Opcode op, Value a, Value b) {
  const Word x = static_cast<Word>(a), y = static_cast<Word>(b);
  switch (op) {
#define PAGERACE_UNARY(name, operands, flags, function, ...) \
  case Opcode::name:                                         \
    return static_cast<Value>(operations::function(x));
#define PAGERACE_BINARY(name, operands, flags, function, ...) \
  case Opcode::name:                                          \
    return static_cast<Value>(operations::function(x, y));
    PAGERACE_UNARY_OPCODES(PAGERACE_UNARY)
    PAGERACE_BINARY_OPCODES(PAGERACE_BINARY)
    PAGERACE_COMPARISON_OPCODES(PAGERACE_BINARY)
    PAGERACE_DIVISION_OPCODES(PAGERACE_BINARY)
#undef PAGERACE_UNARY
#undef PAGERACE_BINARY
    PAGERACE_CASES(PAGERACE_OTHER_OPCODES)
    break;
  }
  refuse(op);
}

bool is_object(const PointeeTable& table, Value pointer) {
  return std::any_of(table.extents.begin(), table.extents.end(), [pointer](const PointeeTable::Extent& extent) {
    return pointer >= extent.begin && pointer < extent.end && (pointer - extent.begin) % extent.stride == 0;
  });
}

bool stays(const PointeeTable& table, Value from, Value to) {
  return std::any_of(table.extents.begin(), table.extents.end(), [from, to](const PointeeTable::Extent& extent) {
    return from >= extent.begin && from <= extent.end && to >= extent.begin && to <= extent.end;
  });
}

std::optional<Value> compute(const TransitionSystem& system, const Instruction& at, Value a, Value b) {
  const auto unless = [](bool fails) { return fails ? std::nullopt : std::optional<Value>(0); };
  switch (at.op) {
    case Opcode::Constant:
      return at.imm;
    case Opcode::Move:
      return a;
    case Opcode::Wrap:
      return wrapped(a, at.bits, at.is_signed);
    case Opcode::Address:
      return element(at.imm, a, at.scale);
    case Opcode::PointerAdd: {
      const Value to = element(a, b, at.scale);
      return stays(system.pointees.at(pointees_of(at)), a, to) ? std::optional(to) : std::nullopt;
    }
    case Opcode::Fail:
      return unless(a != 0);
    case Opcode::CheckRange: {
      const Range& range = system.ranges.at(range_of(at));
      return unless(a < range.low || a > range.high);
    }
    case Opcode::CheckPointer:
      return unless(!is_object(system.pointees.at(pointees_of(at)), a));
    case Opcode::FenceOp:
    case Opcode::Assume:
    case Opcode::Report:
    case Opcode::Mark:
      PAGERACE_CASES(PAGERACE_JUMP_OPCODES)
      return 0;
    case Opcode::Self:
    case Opcode::Instance:
    case Opcode::Choose:
    case Opcode::Load:
    case Opcode::Store:
      refuse(at.op);
      PAGERACE_CASES(PAGERACE_DIVISION_OPCODES)
      return b == 0 ? std::nullopt : std::optional(evaluate(at.op, a, b));
      PAGERACE_CASES(PAGERACE_UNARY_OPCODES)
      PAGERACE_CASES(PAGERACE_BINARY_OPCODES)
      PAGERACE_CASES(PAGERACE_COMPARISON_OPCODES)
      return evaluate(at.op, a, b);
  }
  refuse(at.op);
}

}  // namespace pagerace::system
