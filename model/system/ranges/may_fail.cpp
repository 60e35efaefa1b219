#include "model/system/ranges/may_fail.hpp"

#include <algorithm>

#include "model/system/operands.hpp"
#include "model/system/ranges/code_ranges.hpp"
#include "model/system/ranges/transfer.hpp"

namespace pagerace::system {
namespace {

/// More pairs of a pointer and an offset are not looked at one by one.
constexpr Word kMostPairs = 4096;

bool stays_inside(const PointeeTable& table, Value pointer, Value offset, Value scale) {
  return std::any_of(table.extents.begin(), table.extents.end(), [&](const PointeeTable::Extent& extent) {
    if (pointer < extent.begin || pointer > extent.end) return false;
    const Value last = (Value{extent.end} - extent.begin) / scale;
    const Value index = (pointer - extent.begin) / scale;
    return offset >= -index && offset <= last - index;
  });
}

bool may_leave_array(const TransitionSystem& system, const Instruction& at, const ValueSet& pointers,
                     const ValueSet& offsets) {
  if (pointers.empty() || offsets.empty() || at.scale <= 0) return true;
  const Word count = static_cast<Word>(offsets.range.high) - static_cast<Word>(offsets.range.low) + 1;
  if (!pointers.listed || count == 0 || count > kMostPairs / pointers.listed->size()) return true;
  const PointeeTable& table = system.pointees.at(pointees_of(at));
  for (const Value pointer : *pointers.listed) {
    for (Value offset = offsets.range.low;; ++offset) {
      if (offsets.contains(offset) && !stays_inside(table, pointer, offset, at.scale)) return true;
      if (offset == offsets.range.high) break;
    }
  }
  return false;
}

bool may_store_outside(const TransitionSystem& system, const Instruction& at, const Facts& facts) {
  const ValueSet offset = at.a == kNoRegister ? ValueSet::none() : facts.values(at.a);
  const ValueSet& values = facts.values(at.b);
  for (const std::uint32_t group : groups_reached(system, at, offset)) {
    const CellGroup& into = system.groups[group];
    const bool is_pointer = into.type != nullptr && into.type->is_pointer();
    if (!is_pointer && !includes(ValueSet::between(into.range.low, into.range.high), values)) return true;
  }
  return false;
}

}  // namespace

bool may_fail(const TransitionSystem& system, const Instruction& at, const Facts& facts) {
  switch (at.op) {
    case Opcode::Fail:
      return at.a == kNoRegister || !includes(ValueSet::of(0), facts.values(at.a));
    case Opcode::CheckRange: {
      const Range& range = system.ranges.at(range_of(at));
      return !includes(ValueSet::between(range.low, range.high), facts.values(at.a));
    }
    case Opcode::CheckPointer:
      return !includes(objects_of(system.pointees.at(pointees_of(at))), facts.values(at.a));
    case Opcode::PointerAdd:
      return may_leave_array(system, at, facts.values(at.a), facts.values(at.b));
    case Opcode::Store:
      return may_store_outside(system, at, facts);
      PAGERACE_CASES(PAGERACE_DIVISION_OPCODES)
      return facts.values(at.b).contains(0);
    case Opcode::Choose:
    case Opcode::Load:
    case Opcode::FenceOp:
    case Opcode::Jump:
    case Opcode::BranchZero:
    case Opcode::Assume:
    case Opcode::Report:
    case Opcode::Yield:
    case Opcode::Mark:
      PAGERACE_CASES(PAGERACE_UNARY_OPCODES)
      PAGERACE_CASES(PAGERACE_BINARY_OPCODES)
      PAGERACE_CASES(PAGERACE_COMPARISON_OPCODES)
      PAGERACE_CASES(PAGERACE_VALUE_OPCODES)
      break;
  }
  return false;
}

}  // namespace pagerace::system
