#include "model/system/ranges/transfer.hpp"

#include <algorithm>

#include "model/system/evaluate.hpp"
#include "model/system/ranges/arithmetic.hpp"

namespace pagerace::system {
namespace {

ValueSet truth(const ValueSet& a) {
  if (a.empty()) return ValueSet::none();
  if (!a.contains(0)) return ValueSet::of(1);
  return a.is_single() ? ValueSet::of(0) : ValueSet::between(0, 1);
}

ValueSet decided(bool always, bool never) {
  if (always) return ValueSet::of(1);
  return never ? ValueSet::of(0) : ValueSet::between(0, 1);
}

ValueSet less(const ValueSet& a, const ValueSet& b) {
  return decided(a.range.high < b.range.low, a.range.low >= b.range.high);
}

ValueSet less_equal(const ValueSet& a, const ValueSet& b) {
  return decided(a.range.high <= b.range.low, a.range.low > b.range.high);
}

/// A bit pattern that is negative as a signed number is greater than all that are not. Among themselves, both kinds are
/// in the order of signed numbers.
ValueSet less_as_unsigned(const ValueSet& a, const ValueSet& b, const ValueSet& in_signed_order) {
  const auto is_great = [](const ValueSet& values) { return values.range.high < 0; };
  if (a.is_natural() && is_great(b)) return ValueSet::of(1);
  if (is_great(a) && b.is_natural()) return ValueSet::of(0);
  const bool alike = (a.is_natural() && b.is_natural()) || (is_great(a) && is_great(b));
  return alike ? in_signed_order : ValueSet::between(0, 1);
}

bool are_same(const ValueSet& a, const ValueSet& b) {
  return a.is_single() && b.is_single() && a.range.low == b.range.low;
}

bool are_apart(const ValueSet& a, const ValueSet& b) { return meet(a, b).empty(); }

ValueSet wrap(const Instruction& at, const ValueSet& a) {
  if (at.bits >= 64) return a;  // a u64 is held as its bit pattern
  const Value size = Value{1} << at.bits;
  const Value low = at.is_signed ? -size / 2 : 0;
  const Value high = low + size - 1;
  if (a.range.low >= low && a.range.high <= high) return a;
  // Values that wrap the same number of times stay in order.
  const Word span = static_cast<Word>(a.range.high) - static_cast<Word>(a.range.low);
  if (span < static_cast<Word>(size)) {
    const Value first = wrapped(a.range.low, at.bits, at.is_signed);
    const Value last = wrapped(a.range.high, at.bits, at.is_signed);
    if (first <= last) return ValueSet::between(first, last);
  }
  return ValueSet::between(low, high);
}

/// imm + a * scale, one value for each of a.
ValueSet addresses(const Instruction& at, const ValueSet& a) {
  if (at.a == kNoRegister) return ValueSet::of(at.imm);
  const Word count = static_cast<Word>(a.range.high) - static_cast<Word>(a.range.low);
  const ValueSet bounds = add(ValueSet::of(at.imm), multiply(a, ValueSet::of(at.scale)));
  if ((!a.listed && count >= kMostListed) || bounds.range == ValueSet::all().range) return bounds;
  std::vector<Value> places;
  if (a.listed) {
    for (Value value : *a.listed) places.push_back(at.imm + value * at.scale);
  } else {
    for (Value value = a.range.low;; ++value) {
      places.push_back(at.imm + value * at.scale);
      if (value == a.range.high) break;
    }
  }
  return ValueSet::list(std::move(places));
}

}  // namespace

ValueSet result_of(const Instruction& at, const ValueSet& a, const ValueSet& b) {
  if ((reads_a(at) && a.empty()) || (reads_b(at) && b.empty())) return ValueSet::none();
  switch (at.op) {
    case Opcode::Constant:
      return ValueSet::of(at.imm);
    case Opcode::Move:
      return a;
    case Opcode::LogicalNot:
      return decided(are_same(a, ValueSet::of(0)), are_apart(a, ValueSet::of(0)));
    case Opcode::ToBool:
      return truth(a);
    case Opcode::LessUnsigned:
      return less_as_unsigned(a, b, less(a, b));
    case Opcode::Less:
      return less(a, b);
    case Opcode::LessEqualUnsigned:
      return less_as_unsigned(a, b, less_equal(a, b));
    case Opcode::LessEqual:
      return less_equal(a, b);
    case Opcode::Equal:
      return decided(are_same(a, b), are_apart(a, b));
    case Opcode::NotEqual:
      return decided(are_apart(a, b), are_same(a, b));
    case Opcode::Wrap:
      return wrap(at, a);
    case Opcode::Address:
      return addresses(at, a);
    case Opcode::Negate:
    case Opcode::BitNot:
      PAGERACE_CASES(PAGERACE_DIVISION_OPCODES)
      PAGERACE_CASES(PAGERACE_BINARY_OPCODES)
      return arithmetic(at.op, a, b);
    case Opcode::Self:
    case Opcode::Instance:
      PAGERACE_CASES(PAGERACE_STATEMENT_OPCODES)
      PAGERACE_CASES(PAGERACE_RESULT_OPCODES)
      break;
  }
  return ValueSet::all();
}

ValueSet objects_of(const PointeeTable& table) {
  std::vector<Value> begins;
  for (const auto& extent : table.extents) {
    for (Value at = extent.begin; at < extent.end; at += extent.stride) begins.push_back(at);
  }
  return ValueSet::list(std::move(begins));
}

ValueSet valid_pointers(const PointeeTable& table, const ValueSet& pointers) {
  return meet(objects_of(table), pointers);
}

ValueSet moved_pointers(const PointeeTable& table, const ValueSet& pointers, const ValueSet& offsets, Value scale) {
  // A few pointers that are moved by a constant are followed one by one; more would make array loops slow to settle.
  constexpr std::size_t kFollowed = 16;
  if (pointers.empty() || offsets.empty()) return ValueSet::none();
  const bool precise = pointers.listed && pointers.listed->size() <= kFollowed && offsets.is_single();
  std::vector<Value> places;
  for (const auto& extent : table.extents) {
    if (meet(pointers, ValueSet::between(extent.begin, extent.end)).empty()) continue;
    for (Value at = extent.begin; at <= extent.end; at += extent.stride) {
      const ValueSet from = subtract(ValueSet::of(at), multiply(offsets, ValueSet::of(scale)));
      if (!precise || pointers.contains(from.range.low)) places.push_back(at);
    }
  }
  return ValueSet::list(std::move(places));
}

}  // namespace pagerace::system
