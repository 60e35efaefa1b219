// Computation on registers. If the operands depend on an index, it is done here for each value of the index; otherwise
// it is written as code.
#include <fmt/format.h>

#include <stdexcept>

#include "checker/native/emit/writer.hpp"
#include "model/system/evaluate.hpp"
#include "model/system/operands.hpp"

namespace pagerace::native {
namespace {

using system::Check;
using system::Instruction;
using system::Opcode;

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
#define PAGERACE_UNARY(name, operands, flags, function, ...) \
  case Opcode::name:                                         \
    return fmt::format(#function "({})", a);
#define PAGERACE_BINARY(name, operands, flags, function, ...) \
  case Opcode::name:                                          \
    return fmt::format(#function "({}, {})", a, b);
      PAGERACE_UNARY_OPCODES(PAGERACE_UNARY)
      PAGERACE_BINARY_OPCODES(PAGERACE_BINARY)
      PAGERACE_COMPARISON_OPCODES(PAGERACE_BINARY)
      PAGERACE_DIVISION_OPCODES(PAGERACE_BINARY)
#undef PAGERACE_UNARY
#undef PAGERACE_BINARY
    case Opcode::Constant:
    case Opcode::Self:
    case Opcode::Instance:
      PAGERACE_CASES(PAGERACE_STATEMENT_OPCODES)
      PAGERACE_CASES(PAGERACE_RESULT_OPCODES)
      break;
  }
  throw std::logic_error(fmt::format("native code has no expression for {}", system::name_of(at.op)));
}

}  // namespace

/// A value for each of the threads that are alike.
void Writer::identify(const Instruction& at) {
  Values values;
  for (const std::uint32_t i : source_.instances) {
    values.push_back(at.op == Opcode::Self ? Value{i} + 1 : Value{system().instances[i].number});
  }
  facts.registers[at.dst] = values.empty() ? Known::constant(0) : Known::indexed(kAlike, std::move(values));
}

void Writer::operate(const Instruction& at) {
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
  if (system::has(at.op, system::kTruth)) range = {0, 1};
  if (at.op == Opcode::Wrap) range = range_of_wrap(at);
  if (at.op == Opcode::Move) range = a.range;
  assign(at.dst, expression_of(at, text(a, ra), text(b, rb)), range);
}

/// Two operands that depend on two indices give a range and, in many cases, a new index.
bool Writer::evaluate_listed(const Instruction& at, const Known& a, const Known& b) {
  // If it fails, control has already left.
  const auto computed = [&](Value x, Value y) { return system::compute(system(), at, x, y).value_or(0); };
  if (const auto base = common(a, b)) {
    Values values(possible(*base).size());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = computed(Writer::at(a, i), Writer::at(b, i));
    facts.registers[at.dst] = Known::indexed(*base, std::move(values));
    return true;
  }
  if (!a.is_indexed() || !b.is_indexed()) return false;
  std::set<Value> values;
  const std::set<Value> left = values_of(a, facts), right = values_of(b, facts);
  constexpr std::size_t kMostPairs = 4096;
  if (left.size() * right.size() > kMostPairs) return false;
  for (const Value x : left) {
    for (const Value y : right) values.insert(computed(x, y));
  }
  assign(at.dst, expression_of(at, text(a, at.a), text(b, at.b)), {*values.begin(), *values.rbegin()});
  return true;
}

void Writer::assume(const Instruction& at) {
  const Known a = known(at.a);
  if (a.is_dynamic()) return leave(fmt::format("{} == 0", text(a, at.a)), blocking());
  leave(a.base, where(a, [](Value value) { return value == 0; }), blocking());
}

/// Fail ends the step, Report does not. A Fail without a condition always ends it.
void Writer::fail(const Instruction& at) {
  const bool ends = at.op == Opcode::Fail;
  if (!ends) line(fmt::format("see(run, {}u);", system().cells.size() + system::failure_of(at)));
  const std::string what =
      ends ? failing(system::failure_of(at)) : fmt::format("report(run, {}u);", system::failure_of(at));
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
  const Range range = system().ranges.at(system::range_of(at));
  const Known a = known(at.a);
  if (a.is_indexed()) {
    const auto is_outside = [range](Value value) { return value < range.low || value > range.high; };
    return leave(a.base, where(a, is_outside), failing(system::failure_of(at)));
  }
  if (a.range.low >= range.low && a.range.high <= range.high) return;
  leave(fmt::format("is_outside({}, {}, {})", text(a, at.a), literal(static_cast<Word>(range.low)),
                    literal(static_cast<Word>(range.high))),
        failing(system::failure_of(at)));
  facts.registers[at.a].range = {std::max(a.range.low, range.low), std::min(a.range.high, range.high)};
}

}  // namespace pagerace::native
