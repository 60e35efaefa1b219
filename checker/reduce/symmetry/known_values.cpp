#include "checker/reduce/symmetry/known_values.hpp"

#include "model/system/evaluate.hpp"
#include "model/system/ranges/transfer.hpp"

namespace pagerace::checker::symmetry {

Continuation KnownValues::continuation(bool is_known, bool is_met, bool is_sure) {
  if (is_known) return is_met ? Continuation::GoesOn : Continuation::Stops;
  return is_sure ? Continuation::GoesOn : Continuation::MayFail;
}

bool KnownValues::is_object(std::uint32_t table, Value pointer) const {
  for (const auto& extent : system_.pointees.at(table).extents) {
    const Value begin = extent.begin, end = extent.end;
    if (pointer >= begin && pointer < end && (pointer - begin) % extent.stride == 0) return true;
  }
  return false;
}

Continuation KnownValues::step(std::uint32_t index, AbstractRegisters& known) const {
  const Instruction& at = code_.instructions[index];
  static const std::optional<Value> unknown;
  const auto& a = system::reads_a(at) ? known[at.a] : unknown;
  const auto& b = system::reads_b(at) ? known[at.b] : unknown;
  const ValueSet &may_a = facts_.a(index), &may_b = facts_.b(index);
  Continuation continuation = Continuation::GoesOn;
  if (system::is_division(at.op))
    continuation = KnownValues::continuation(b.has_value(), b && *b != 0, !may_b.contains(0));
  switch (at.op) {
    case Opcode::Assume:
      return a && *a == 0 ? Continuation::Stops : Continuation::GoesOn;
    case Opcode::Fail:
      if (at.a == system::kNoRegister) return Continuation::Stops;
      return KnownValues::continuation(a.has_value(), a && *a == 0, may_a.is_single() && may_a.contains(0));
    case Opcode::CheckRange: {
      const system::Range& range = system_.ranges.at(at.target);
      return KnownValues::continuation(a.has_value(), a && *a >= range.low && *a <= range.high,
                                       includes(ValueSet::between(range.low, range.high), may_a));
    }
    case Opcode::CheckPointer:
      return KnownValues::continuation(a.has_value(), a && is_object(at.target, *a),
                                       includes(system::objects_of(system_.pointees.at(at.target)), may_a));
    case Opcode::PointerAdd:
      if (!a || !b) {
        known[at.dst].reset();
        return Continuation::MayFail;
      }
      known[at.dst] = moved(at, *a, *b);
      return known[at.dst] ? Continuation::GoesOn : Continuation::Stops;
    default:
      break;
  }
  if (continuation != Continuation::Stops && system::has_result(at.op)) known[at.dst] = computed(index, known);
  return continuation;
}

std::optional<Value> KnownValues::moved(const Instruction& at, Value from, Value by) const {
  const Value to = system::element(from, by, at.scale);
  for (const auto& extent : system_.pointees.at(at.target).extents) {
    const Value begin = extent.begin, end = extent.end;
    if (from >= begin && from <= end && to >= begin && to <= end) return to;
  }
  return std::nullopt;
}

std::optional<Value> KnownValues::computed(std::uint32_t index, const AbstractRegisters& known) const {
  const Instruction& at = code_.instructions[index];
  switch (at.op) {
    case Opcode::Constant:
      return at.imm;
    case Opcode::Self:
    case Opcode::Instance:
    case Opcode::Choose:
      return std::nullopt;
    case Opcode::Load: {
      // What nothing ever writes.
      ValueSet values = ValueSet::none();
      for (std::uint32_t group : groups_reached(system_, at, facts_.a(index))) values = join(values, memory_[group]);
      return values.is_single() ? std::optional(values.range.low) : std::nullopt;
    }
    default:
      break;
  }
  static const std::optional<Value> none = 0;
  const auto& a = system::reads_a(at) ? known[at.a] : none;
  const auto& b = system::reads_b(at) ? known[at.b] : none;
  if (!a || !b || (system::is_division(at.op) && *b == 0)) return std::nullopt;
  if (at.op == Opcode::Move) return a;
  if (at.op == Opcode::Wrap) return system::wrapped(*a, at.bits, at.is_signed);
  if (at.op == Opcode::Address) return system::element(at.imm, *a, at.scale);
  return system::evaluate(at.op, *a, *b);
}

}  // namespace pagerace::checker::symmetry
