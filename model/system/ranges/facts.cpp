#include "model/system/ranges/facts.hpp"

#include <algorithm>
#include <utility>

#include "model/system/evaluate.hpp"

namespace pagerace::system {

Known join(const Known& left, const Known& right) {
  Known both;
  both.values = join(left.values, right.values);
  if (left.copy_of == right.copy_of) both.copy_of = left.copy_of;
  if (left.condition == right.condition) both.condition = left.condition;
  return both;
}

void Facts::reset(const std::vector<Register>& registers, const std::vector<Known>& known) {
  for (Register r : assigned_) known_[r] = Known{};
  assigned_ = registers;
  related_.clear();
  journal_.clear();
  for (std::size_t i = 0; i < registers.size(); ++i) {
    known_[registers[i]] = known[i];
    if (known[i].copy_of != kNoRegister || known[i].condition.known()) related_.push_back(registers[i]);
  }
}

std::vector<Known> Facts::of(const std::vector<Register>& registers) const {
  const auto is_here = [&registers](Register r) {
    return r == kNoRegister || std::binary_search(registers.begin(), registers.end(), r);
  };
  std::vector<Known> all;
  all.reserve(registers.size());
  for (Register r : registers) {
    Known& known = all.emplace_back(known_[r]);
    if (!is_here(known.copy_of)) known.copy_of = kNoRegister;
    if (!is_here(known.condition.a) || !is_here(known.condition.b)) known.condition = {};
  }
  return all;
}

void Facts::assign(Register dst, ValueSet values) {
  for (Register r : related_) {
    Known& other = known_[r];
    if (other.copy_of == dst) other.copy_of = kNoRegister;
    if (other.condition.a == dst || other.condition.b == dst) other.condition = {};
  }
  known_[dst] = {std::move(values), kNoRegister, {}};
  assigned_.push_back(dst);
}

void Facts::set(Register r, ValueSet values) {
  journal_.emplace_back(r, std::move(known_[r].values));
  known_[r].values = std::move(values);
}

void Facts::undo() {
  for (; !journal_.empty(); journal_.pop_back()) known_[journal_.back().first].values = journal_.back().second;
}

void Facts::assign(const Instruction& at, ValueSet values) {
  Condition condition = condition_of(at);
  if (condition.a == at.dst || condition.b == at.dst) condition = {};
  Register copy_of = kNoRegister;
  const bool keeps =
      at.op == Opcode::Move || (at.op == Opcode::Wrap && !values.empty() && values.range == known_[at.a].values.range);
  if (keeps && root(at.a) != at.dst) copy_of = root(at.a);
  if (keeps && at.a == at.dst) return;
  assign(at.dst, std::move(values));
  known_[at.dst].copy_of = copy_of;
  known_[at.dst].condition = condition;
  if (copy_of != kNoRegister || condition.known()) related_.push_back(at.dst);
}

/// The condition that holds if registers[r] is not 0.
Condition Facts::truth_of(Register r) const {
  if (known_[r].condition.known()) return known_[r].condition;
  return {Opcode::ToBool, root(r), kNoRegister, false};
}

Condition Facts::condition_of(const Instruction& at) const {
  const auto is_zero = [this](Register r) { return known_[r].values.is_single() && known_[r].values.contains(0); };
  const auto negated = [](Condition condition) {
    condition.negated = !condition.negated;
    return condition;
  };
  switch (at.op) {
    case Opcode::Move:
    case Opcode::Wrap:
      return known_[at.a].condition;  // a value with a condition is 0 or 1, and no width turns 1 into 0
    case Opcode::ToBool:
      return truth_of(at.a);
    case Opcode::LogicalNot:
      return negated(truth_of(at.a));
    case Opcode::Equal:
    case Opcode::NotEqual: {
      Condition condition{Opcode::Equal, root(at.a), root(at.b), at.op == Opcode::NotEqual};
      if (is_zero(at.b)) condition = at.op == Opcode::NotEqual ? truth_of(at.a) : negated(truth_of(at.a));
      return condition;
    }
    case Opcode::Less:
    case Opcode::LessEqual:
    case Opcode::LessUnsigned:
    case Opcode::LessEqualUnsigned:
      return {at.op, root(at.a), root(at.b), false};
    case Opcode::Negate:
    case Opcode::BitNot:
      PAGERACE_CASES(PAGERACE_BINARY_OPCODES)
      PAGERACE_CASES(PAGERACE_DIVISION_OPCODES)
    case Opcode::Constant:
    case Opcode::Self:
    case Opcode::Instance:
    case Opcode::Address:
      PAGERACE_CASES(PAGERACE_STATEMENT_OPCODES)
      PAGERACE_CASES(PAGERACE_RESULT_OPCODES)
      break;
  }
  return {};
}

bool Facts::narrow(Register r, const ValueSet& values) {
  const Register of = root(r);
  const ValueSet narrowed = meet(known_[of].values, values);
  set(of, narrowed);
  for (Register copy : related_) {
    if (known_[copy].copy_of == of) set(copy, meet(known_[copy].values, narrowed));
  }
  return !narrowed.empty();
}

bool Facts::suppose(Register r, bool is_true) {
  const ValueSet wanted = is_true ? without(values(r), 0) : meet(values(r), ValueSet::of(0));
  if (!narrow(r, wanted)) return false;
  const Condition condition = known_[r].condition;
  return !condition.known() || suppose(condition, is_true);
}

bool Facts::suppose(const Condition& condition, bool is_true) {
  const bool holds = is_true != condition.negated;
  const auto [op, a, b, negated] = condition;
  switch (op) {
    case Opcode::ToBool:
      return suppose(a, holds);
    case Opcode::Equal:
      return suppose_equal(a, b, holds);
    case Opcode::Less:
      return holds ? suppose_less(a, b, true) : suppose_less(b, a, false);
    case Opcode::LessEqual:
      return holds ? suppose_less(a, b, false) : suppose_less(b, a, true);
    case Opcode::LessUnsigned:
      return holds ? suppose_less_unsigned(a, b, true) : suppose_less_unsigned(b, a, false);
    case Opcode::LessEqualUnsigned:
      return holds ? suppose_less_unsigned(a, b, false) : suppose_less_unsigned(b, a, true);
    case Opcode::Negate:
    case Opcode::BitNot:
    case Opcode::LogicalNot:
    case Opcode::NotEqual:
      PAGERACE_CASES(PAGERACE_BINARY_OPCODES)
      PAGERACE_CASES(PAGERACE_DIVISION_OPCODES)
      PAGERACE_CASES(PAGERACE_OTHER_OPCODES)
      break;  // see Condition
  }
  return true;
}

bool Facts::suppose_less(Register a, Register b, bool strict) {
  const Range x = values(a).range, y = values(b).range;
  if (strict && (y.high == kLeast || x.low == kGreatest)) return false;
  const Value step = strict ? 1 : 0;
  return narrow(a, ValueSet::between(kLeast, y.high - step)) && narrow(b, ValueSet::between(x.low + step, kGreatest));
}

bool Facts::suppose_less_unsigned(Register a, Register b, bool strict) {
  // Below a bound that is not negative, no bit pattern is negative.
  if (!values(b).is_natural()) return true;
  return narrow(a, ValueSet::between(0, kGreatest)) && suppose_less(a, b, strict);
}

bool Facts::suppose_equal(Register a, Register b, bool is_true) {
  if (is_true) {
    const ValueSet both = meet(values(a), values(b));
    return narrow(a, both) && narrow(b, both);
  }
  if (values(b).is_single() && !narrow(a, without(values(a), values(b).range.low))) return false;
  return !values(a).is_single() || narrow(b, without(values(b), values(a).range.low));
}

}  // namespace pagerace::system
