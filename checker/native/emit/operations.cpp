// Computation on registers: done here for every value of the index where there is one, otherwise written down.
#include <fmt/format.h>

#include "checker/native/emit/writer.hpp"
#include "model/system/evaluate.hpp"
#include "model/system/flow.hpp"

namespace pagerace::native {
namespace {

using system::Check;
using system::Instruction;
using system::Opcode;

/// Functions of checker/native/runtime.hpp.
const char* function_of(Opcode op) {
  switch (op) {
    case Opcode::Negate:
      return "negate";
    case Opcode::BitNot:
      return "bit_not";
    case Opcode::LogicalNot:
      return "logical_not";
    case Opcode::ToBool:
      return "to_bool";
    case Opcode::Multiply:
      return "multiply";
    case Opcode::DivideSigned:
      return "divide_signed";
    case Opcode::DivideUnsigned:
      return "divide_unsigned";
    case Opcode::RemainderSigned:
      return "remainder_signed";
    case Opcode::RemainderUnsigned:
      return "remainder_unsigned";
    case Opcode::Add:
      return "add";
    case Opcode::Subtract:
      return "subtract";
    case Opcode::ShiftLeft:
      return "shift_left";
    case Opcode::ShiftRightSigned:
      return "shift_right_signed";
    case Opcode::ShiftRightUnsigned:
      return "shift_right_unsigned";
    case Opcode::BitAnd:
      return "bit_and";
    case Opcode::BitOr:
      return "bit_or";
    case Opcode::BitXor:
      return "bit_xor";
    case Opcode::Less:
      return "less";
    case Opcode::LessEqual:
      return "less_equal";
    case Opcode::LessUnsigned:
      return "less_unsigned";
    case Opcode::LessEqualUnsigned:
      return "less_equal_unsigned";
    case Opcode::Equal:
      return "equal";
    case Opcode::NotEqual:
      return "not_equal";
    default:
      throw std::logic_error("an instruction that native code does not know");
  }
}

bool is_truth(Opcode op) {
  return op == Opcode::LogicalNot || op == Opcode::ToBool || (op >= Opcode::Less && op <= Opcode::NotEqual);
}

Value compute(const Instruction& at, Value a, Value b) {
  switch (at.op) {
    case Opcode::Constant:
      return at.imm;
    case Opcode::Move:
      return a;
    case Opcode::Wrap:
      return system::wrapped(a, at.bits, at.is_signed);
    case Opcode::Address:
      return system::element(at.imm, a, at.scale);
    default:
      return system::is_division(at.op) && b == 0 ? 0 : system::evaluate(at.op, a, b);
  }
}

Range range_of_wrap(const Instruction& at) {
  if (at.bits >= 64) return kAnyValue;
  const Value half = Value{1} << (at.bits - 1);
  return at.is_signed ? Range{-half, half - 1} : Range{0, half - 1 + half};
}

std::string expression_of(const Instruction& at, const std::string& a, const std::string& b) {
  switch (at.op) {
    case Opcode::Move:
      return a;
    case Opcode::Wrap:
      return fmt::format("wrap({}, {}, {})", a, at.bits, at.is_signed);
    case Opcode::Address:
      return fmt::format("{} + {} * {}", literal(static_cast<Word>(at.imm)), a,
                         literal(static_cast<Word>(static_cast<Value>(at.scale))));
    default:
      return system::is_binary(at.op) ? fmt::format("{}({}, {})", function_of(at.op), a, b)
                                      : fmt::format("{}({})", function_of(at.op), a);
  }
}

}  // namespace

void Writer::operate(const Instruction& at) {
  if (at.op == Opcode::Self || at.op == Opcode::Instance) {
    Values values;
    for (const std::uint32_t i : source_.instances) {
      values.push_back(at.op == Opcode::Self ? Value{i} + 1 : Value{system().instances[i].number});
    }
    facts.registers[at.dst] = values.empty() ? Known::constant(0) : Known::indexed(kAlike, std::move(values));
    return;
  }
  const Register ra = system::reads_a(at) ? at.a : system::kNoRegister;
  const Register rb = system::reads_b(at) ? at.b : system::kNoRegister;
  const Known a = known(ra), b = known(rb);
  if (system::is_division(at.op)) {
    const auto is_zero = [](Value value) { return value == 0; };
    if (b.is_indexed()) leave(b.base, where(b, is_zero), failing(Check::Arithmetic));
    if (b.is_dynamic()) leave(fmt::format("{} == 0", text(b, rb)), failing(Check::Arithmetic));
    if (has_ended) return;
  }
  if (evaluate_listed(at, a, b)) return;
  Range range = kAnyValue;
  if (is_truth(at.op)) range = {0, 1};
  if (at.op == Opcode::Wrap) range = range_of_wrap(at);
  if (at.op == Opcode::Move) range = a.range;
  assign(at.dst, expression_of(at, text(a, ra), text(b, rb)), range);
}

/// Two operands that depend on two indices give a range, and often a new index.
bool Writer::evaluate_listed(const Instruction& at, const Known& a, const Known& b) {
  if (const auto base = common(a, b)) {
    Values values(possible(*base).size());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = compute(at, Writer::at(a, i), Writer::at(b, i));
    facts.registers[at.dst] = Known::indexed(*base, std::move(values));
    return true;
  }
  if (!a.is_indexed() || !b.is_indexed()) return false;
  std::set<Value> values;
  const std::set<Value> left = values_of(a, facts), right = values_of(b, facts);
  constexpr std::size_t kMostPairs = 4096;
  if (left.size() * right.size() > kMostPairs) return false;
  for (const Value x : left) {
    for (const Value y : right) values.insert(compute(at, x, y));
  }
  assign(at.dst, expression_of(at, text(a, at.a), text(b, at.b)), {*values.begin(), *values.rbegin()});
  return true;
}

void Writer::assume(const Instruction& at) {
  const Known a = known(at.a);
  if (a.is_dynamic()) return leave(fmt::format("{} == 0", text(a, at.a)), blocking());
  leave(a.base, where(a, [](Value value) { return value == 0; }), blocking());
}

/// Fail ends the step, Report does not. Without a condition Fail always does.
void Writer::fail(const Instruction& at) {
  cover({{}, {at.side}});
  const bool ends = at.op == Opcode::Fail;
  const std::string what = ends ? failing(at.side) : fmt::format("report(run, {}u);", at.side);
  const Known a = at.a == system::kNoRegister ? Known::constant(1) : known(at.a);
  if (ends) {
    if (a.is_dynamic()) return leave(fmt::format("{} != 0", text(a, at.a)), what);
    return leave(a.base, where(a, [](Value value) { return value != 0; }), what);
  }
  const std::string condition = a.is_dynamic() ? fmt::format("{} != 0", text(a, at.a))
                                               : test(a.base, where(a, [](Value value) { return value != 0; }));
  if (condition != "false") line(fmt::format("if ({}) {}", condition, what));
}

void Writer::check_range(const Instruction& at) {
  const Range range = system().ranges.at(at.target);
  const Known a = known(at.a);
  if (a.is_indexed()) {
    const auto is_outside = [range](Value value) { return value < range.low || value > range.high; };
    return leave(a.base, where(a, is_outside), failing(at.side));
  }
  if (a.range.low >= range.low && a.range.high <= range.high) return;
  leave(fmt::format("is_outside({}, {}, {})", text(a, at.a), literal(static_cast<Word>(range.low)),
                    literal(static_cast<Word>(range.high))),
        failing(at.side));
  facts.registers[at.a].range = {std::max(a.range.low, range.low), std::min(a.range.high, range.high)};
}

}  // namespace pagerace::native
