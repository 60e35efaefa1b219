#include "checker/reduce/symmetry/known_values.hpp"

#include "model/system/evaluate.hpp"
#include "model/system/operands.hpp"
#include "model/system/ranges/transfer.hpp"

namespace pagerace::checker::symmetry {

Continuation KnownValues::continuation(bool is_known, bool is_met, bool is_sure) {
  if (is_known) return is_met ? Continuation::GoesOn : Continuation::Stops;
  return is_sure ? Continuation::GoesOn : Continuation::MayFail;
}

Continuation KnownValues::step(std::uint32_t index, AbstractRegisters& known) const {
  const Instruction& at = code_.instructions[index];
  static const std::optional<Value> unknown;
  const auto& a = system::reads_a(at) ? known[at.a] : unknown;
  const auto& b = system::reads_b(at) ? known[at.b] : unknown;
  const ValueSet &may_a = facts_.a(index), &may_b = facts_.b(index);
  const auto passes = [&] { return a && system::compute(system_, at, *a, 0).has_value(); };
  Continuation continuation = Continuation::GoesOn;
  switch (at.op) {
    case Opcode::Assume:
      return a && *a == 0 ? Continuation::Stops : Continuation::GoesOn;
    case Opcode::Fail:
      if (at.a == system::kNoRegister) return Continuation::Stops;
      return KnownValues::continuation(a.has_value(), passes(), may_a.is_single() && may_a.contains(0));
    case Opcode::CheckRange: {
      const system::Range& range = system_.ranges.at(system::range_of(at));
      return KnownValues::continuation(a.has_value(), passes(),
                                       includes(ValueSet::between(range.low, range.high), may_a));
    }
    case Opcode::CheckPointer:
      return KnownValues::continuation(
          a.has_value(), passes(), includes(system::objects_of(system_.pointees.at(system::pointees_of(at))), may_a));
      PAGERACE_CASES(PAGERACE_DIVISION_OPCODES)
      continuation = KnownValues::continuation(b.has_value(), b && *b != 0, !may_b.contains(0));
      break;
    case Opcode::PointerAdd: {
      const bool is_known = a && b;
      known[at.dst] = computed(index, known);
      if (!is_known) return Continuation::MayFail;
      return known[at.dst] ? Continuation::GoesOn : Continuation::Stops;
    }
    case Opcode::Choose:
    case Opcode::Load:
      PAGERACE_CASES(PAGERACE_PLAIN_OPCODES)
      PAGERACE_CASES(PAGERACE_JUMP_OPCODES)
      PAGERACE_CASES(PAGERACE_UNARY_OPCODES)
      PAGERACE_CASES(PAGERACE_BINARY_OPCODES)
      PAGERACE_CASES(PAGERACE_COMPARISON_OPCODES)
      PAGERACE_CASES(PAGERACE_VALUE_OPCODES)
      break;
  }
  if (continuation != Continuation::Stops && system::has_result(at.op)) known[at.dst] = computed(index, known);
  return continuation;
}

std::optional<Value> KnownValues::computed(std::uint32_t index, const AbstractRegisters& known) const {
  const Instruction& at = code_.instructions[index];
  if (at.op == Opcode::Load) {
    // A load is known only from memory that nothing ever changes.
    ValueSet values = ValueSet::none();
    for (std::uint32_t group : groups_reached(system_, at, facts_.a(index))) values = join(values, memory_[group]);
    return values.is_single() ? std::optional(values.range.low) : std::nullopt;
  }
  if (system::has(at.op, system::kContextual)) return std::nullopt;
  static const std::optional<Value> none = 0;
  const auto& a = system::reads_a(at) ? known[at.a] : none;
  const auto& b = system::reads_b(at) ? known[at.b] : none;
  return a && b ? system::compute(system_, at, *a, *b) : std::nullopt;
}

}  // namespace pagerace::checker::symmetry
