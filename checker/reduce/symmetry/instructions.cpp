// The typing rules, one for each kind of instruction.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>

#include "checker/reduce/symmetry/typing.hpp"
#include "model/system/evaluate.hpp"

namespace pagerace::checker::symmetry {
namespace {

constexpr const char* kAsNumber = "one's number is computed with";
constexpr const char* kByOrder = "numbers are compared by order";
constexpr const char* kTold = "what is done depends on which one it is";
constexpr const char* kElsewhere = "its number is the index of something that does not go with it";

bool is_equality(Opcode op) { return op == Opcode::Equal || op == Opcode::NotEqual; }
bool is_order(Opcode op) { return system::has(op, system::kTruth) && system::has(op, system::kB) && !is_equality(op); }
bool is_bitwise(Opcode op) {
  return op == Opcode::BitAnd || op == Opcode::BitOr || op == Opcode::BitXor || op == Opcode::BitNot;
}

}  // namespace

Typed Typing::result(std::uint32_t index) {
  const Instruction& at = piece_.code->instructions[index];
  switch (at.op) {
    case Opcode::Constant:
      return {};
    case Opcode::Self:
      return {piece_.thread == kNone ? kPlain : setting_.self};
    case Opcode::Instance:
      return {piece_.thread == kNone ? kPlain : setting_.instance[piece_.thread]};
    case Opcode::Move:
      return typed(at.a);
    case Opcode::Choose:
      return choice(index);
    case Opcode::Load:
      return load(index);
    case Opcode::Wrap:
    case Opcode::Address:
    case Opcode::PointerAdd:
      PAGERACE_CASES(PAGERACE_ARITHMETIC_OPCODES)
      return compute(index);
      PAGERACE_CASES(PAGERACE_STATEMENT_OPCODES)
      break;
  }
  throw std::logic_error("there is no result");
}

std::optional<std::vector<Value>> Typing::values_of_a(std::uint32_t index) const {
  const Instruction& at = piece_.code->instructions[index];
  if (!system::reads_a(at)) return std::vector<Value>{0};
  if (registers_[at.a].values.empty()) return listed(facts_.a(index), Kinds::kMostValues);
  std::vector<Value> values;
  std::ranges::copy_if(registers_[at.a].values, std::back_inserter(values),
                       [&](Value value) { return facts_.a(index).contains(value); });
  return values;
}

std::optional<std::vector<Value>> Typing::values_of_b(std::uint32_t index) const {
  const Instruction& at = piece_.code->instructions[index];
  if (!system::reads_b(at)) return std::vector<Value>{0};
  if (registers_[at.b].values.empty()) return listed(facts_.b(index), Kinds::kMostValues);
  std::vector<Value> values;
  std::ranges::copy_if(registers_[at.b].values, std::back_inserter(values),
                       [&](Value value) { return facts_.b(index).contains(value); });
  return values;
}

Typed Typing::choice(std::uint32_t index) {
  const Instruction& at = piece_.code->instructions[index];
  for (Register bound : {at.a, at.b}) {
    if (!is_plain(typed(bound))) fail(setting_.kinds.sorts_of(typed(bound).kind), typed(bound).from, at.span, kTold);
  }
  const ValueSet &low = facts_.a(index), &high = facts_.b(index);
  if (!low.is_single() || !high.is_single() || low.range.low >= high.range.low) return {};
  const auto count = static_cast<system::Word>(high.range.low) - static_cast<system::Word>(low.range.low);
  if (count >= Structure::kMostColumns) return {};
  const auto from = setting_.source(Source::Origin::Choice, number_, index, static_cast<std::uint32_t>(count + 1));
  return from ? setting_.numbers(*from, low.range.low) : Typed{};
}

/// Tests whether the value is not 0. The result must be the same for everything that a permutation makes of the value.
void Typing::test(std::uint32_t index) {
  const Instruction& at = piece_.code->instructions[index];
  if (!system::reads_a(at) || findings_ == nullptr || is_plain(typed(at.a))) return;
  if (!setting_.kinds[typed(at.a).kind].bits.empty() && at.op != Opcode::CheckRange) return;  // of no bits comes no bit
  const auto values = values_of_a(index);
  ComputedKind outcome{std::nullopt, setting_.kinds.sorts_of(typed(at.a).kind)};
  if (values) {
    const Domain one = setting_.kinds.domain(typed(at.a).kind, *values);
    const Domain none = setting_.kinds.domain(kPlain, {0});
    outcome = setting_.kinds.compute(one, none, [&](Value a, Value b) { return evaluate(at, a, b); });
  }
  if (outcome.kind == kPlain) return;
  const auto sorts = outcome.kind ? setting_.kinds.sorts_of(typed(at.a).kind) : outcome.sorts;
  fail(sorts, typed(at.a).from, at.span, kTold);
}

std::optional<Value> Typing::evaluate(const Instruction& at, Value a, Value b) const {
  switch (at.op) {
    case Opcode::CheckRange:
    case Opcode::CheckPointer:
      return system::compute(setting_.system, at, a, b).has_value();
    case Opcode::BranchZero:
    case Opcode::Assume:
    case Opcode::Fail:
    case Opcode::Report:
      return a != 0;
      PAGERACE_CASES(PAGERACE_ARITHMETIC_OPCODES)
    case Opcode::Store:
    case Opcode::FenceOp:
    case Opcode::Jump:
    case Opcode::Yield:
    case Opcode::Mark:
      PAGERACE_CASES(PAGERACE_VALUE_OPCODES)
      PAGERACE_CASES(PAGERACE_RESULT_OPCODES)
      break;
  }
  return system::compute(setting_.system, at, a, b);
}

Typed Typing::compute(std::uint32_t index) {
  const Instruction& at = piece_.code->instructions[index];
  const Typed left = system::reads_a(at) ? typed(at.a) : Typed{};
  const Typed right = system::reads_b(at) ? typed(at.b) : Typed{};
  if (is_plain(left) && is_plain(right)) return as_pointer(index, {});
  if (is_equality(at.op)) {
    compare(index);
    return {};
  }
  bool done = false;
  const Typed bits = computed_bits(at, facts_.a(index), facts_.b(index), left, right, done);
  if (done) return bits;
  Typed made;
  made.from = left.from;
  unite(made.from, right.from);
  const auto a = values_of_a(index), b = values_of_b(index);
  ComputedKind outcome;
  if (a && b && a->size() * b->size() <= 4 * Kinds::kMostValues) {
    const Domain one = setting_.kinds.domain(left.kind, *a), other = setting_.kinds.domain(right.kind, *b);
    outcome = setting_.kinds.compute(one, other, [&](Value x, Value y) { return evaluate(at, x, y); });
    std::set<Value> results;
    for (Value x : one.values) {
      for (Value y : other.values) {
        if (const auto value = evaluate(at, x, y)) results.insert(*value);
      }
    }
    if (results.size() <= Kinds::kMostValues) made.values.assign(results.begin(), results.end());
  } else {
    outcome.sorts = setting_.kinds.sorts_of(left.kind);
    for (std::uint32_t sort : setting_.kinds.sorts_of(right.kind)) outcome.sorts.push_back(sort);
  }
  if (!outcome.kind) {
    fail(outcome.sorts, made.from, at.span, is_order(at.op) ? kByOrder : kAsNumber);
    return {};
  }
  made.kind = *outcome.kind;
  return as_pointer(index, std::move(made));
}

/// Operations on sets of columns with a bit for each column; `done` is set if this is such an operation.
Typed Typing::computed_bits(const Instruction& at, const ValueSet& a, const ValueSet& b, const Typed& left,
                            const Typed& right, bool& done) {
  Kinds& kinds = setting_.kinds;
  const bool are_sets = !kinds[left.kind].bits.empty() || !kinds[right.kind].bits.empty();
  Typed made = left;
  unite(made.from, right.from);
  if (at.op == Opcode::ToBool || at.op == Opcode::LogicalNot) {
    done = are_sets;
    return {};
  }
  if (!is_bitwise(at.op)) return {};
  const auto one = kinds.as_bits(left.kind), other = kinds.as_bits(right.kind);
  if (!one || !other) return {};
  const KindId kind = *one == kPlain ? *other : *one;
  if (*one != kPlain && *other != kPlain && *one != *other) return {};
  const auto fits = [&](const ValueSet& values, KindId own) {
    const auto list = listed(values, Kinds::kMostValues);
    return own == kind || (list && std::ranges::none_of(*list, [&](Value v) { return kinds.moves(kind, v); }));
  };
  // Memory may turn out to hold such a set only because this value is stored there.
  const bool is_hope = findings_ == nullptr;
  done = kind != kPlain && (is_hope || (fits(a, *one) && (!system::reads_b(at) || fits(b, *other))));
  made.kind = kind;
  return made;
}

/// Equality is the same before and after permuting if every value that both operands can have is of one kind in both.
void Typing::compare(std::uint32_t index) {
  if (findings_ == nullptr) return;
  const Instruction& at = piece_.code->instructions[index];
  const Typed left = typed(at.a), right = typed(at.b);
  const auto both = setting_.kinds.merge(left.kind, right.kind);
  if (!both) {
    Sources from = left.from;
    unite(from, right.from);
    return disagree(left.kind, right.kind, from, at.span);
  }
  cast(use_at(OrderedUse::When::Before, index, at.a, at.span), left, facts_.a(index), *both);
  cast(use_at(OrderedUse::When::Before, index, at.b, at.span), right, facts_.b(index), *both);
}

/// A pointer that was just formed: from now on, a permutation moves it together with its target.
Typed Typing::as_pointer(std::uint32_t index, Typed made) {
  const Instruction& at = piece_.code->instructions[index];
  const auto* type = piece_.code->registers[at.dst].type;
  if (type == nullptr || !type->is_pointer() || !system::reads_a(at)) return made;
  const auto a = values_of_a(index), b = values_of_b(index);
  if (!a || !b || a->size() * b->size() > 4 * Kinds::kMostValues) return made;
  std::vector<Value> values;
  for (Value x : *a) {
    for (Value y : *b) {
      if (const auto value = evaluate(at, x, y)) values.push_back(*value);
    }
  }
  const KindId pointers = setting_.kinds.addresses();
  const auto is_moved = [&](Value value) { return setting_.kinds.moves(pointers, value); };
  if (std::ranges::none_of(values, is_moved)) return made;
  const auto from = setting_.source(Source::Origin::Pointer, number_, index, 0);
  if (!from) return made;
  const Typed pointer{pointers, {*from}, made.values};
  const Typed both = merged(made, pointer);
  if (setting_.kinds.merge(made.kind, pointers) != both.kind) {
    disagree(made.kind, pointers, both.from, at.span);
  } else {
    cast(use_at(OrderedUse::When::After, index, at.dst, at.span), made, ValueSet::list(values), both.kind);
  }
  return both;
}

Typed Typing::load(std::uint32_t index) {
  const Instruction& at = piece_.code->instructions[index];
  check_address(index, at.a == system::kNoRegister ? Typed{} : typed(at.a));
  Typed made;
  const auto groups = groups_reached(setting_.system, at, facts_.a(index));
  for (std::uint32_t group : groups) made = merged(made, setting_.contents[group]);
  for (std::uint32_t group : groups) {
    const Typed& content = setting_.contents[group];
    if (setting_.kinds.merge(made.kind, content.kind) != made.kind) {
      disagree(made.kind, content.kind, made.from, at.span);
    } else {
      cast(use_at(OrderedUse::When::Before, index, system::kNoRegister, at.span), content, setting_.memory[group],
           made.kind);
    }
  }
  return made;
}

void Typing::store(std::uint32_t index) {
  const Instruction& at = piece_.code->instructions[index];
  check_address(index, at.a == system::kNoRegister ? Typed{} : typed(at.a));
  for (std::uint32_t group : groups_reached(setting_.system, at, facts_.a(index))) {
    Typed& content = setting_.contents[group];
    Typed both = merged(content, typed(at.b));
    both.values.clear();  // it may also have its initial value
    if (findings_ == nullptr) {
      grew_ = grew_ || both != content;
      content = both;
    } else if (setting_.kinds.merge(content.kind, typed(at.b).kind) != content.kind) {
      disagree(content.kind, typed(at.b).kind, both.from, at.span);
    } else {
      cast(use_at(OrderedUse::When::Before, index, at.b, at.span), typed(at.b), facts_.b(index), content.kind);
    }
  }
}

void Typing::check_address(std::uint32_t index, const Typed& address) {
  if (findings_ == nullptr) return;
  const Instruction& at = piece_.code->instructions[index];
  if (at.a == system::kNoRegister) return check_cells(index, address, {0});
  if (const auto values = values_of_a(index)) return check_cells(index, address, *values);
  std::vector<Value> values;
  for (std::uint32_t group : groups_reached(setting_.system, at, facts_.a(index))) {
    for (system::Cell cell : setting_.structure.cells().groups()[group].cells)
      values.push_back(system::element(cell, at.imm, -1));
  }
  check_cells(index, address, values);
}

void Typing::check_cells(std::uint32_t index, const Typed& address, const std::vector<Value>& values) {
  const Instruction& at = piece_.code->instructions[index];
  const Domain domain = setting_.kinds.domain(address.kind, values);
  OrderedUse use = use_at(OrderedUse::When::Before, index, at.a, at.span);
  Tie tie{{}, {{}, address.from, at.span, kElsewhere}};
  std::vector<Mismatch> mismatches;
  for (std::size_t place = 0; place < domain.values.size(); ++place) {
    check_cell(index, domain, place, use, tie.otherwise, mismatches);
  }
  if (!mismatches.empty()) {
    tie.pairs = matched(mismatches);
    if (tie.pairs.empty()) return findings_->failures.push_back(std::move(tie.otherwise));
    return findings_->ties.push_back(std::move(tie));
  }
  if (!is_empty(use.all)) findings_->uses.push_back(std::move(use));
}

/// The cell must go to the same place as its number. If the number stays but the cell would move, the code singles out
/// the cell.
void Typing::check_cell(std::uint32_t index, const Domain& domain, std::size_t place, OrderedUse& use, Failure& failure,
                        std::vector<Mismatch>& mismatches) {
  const Structure& structure = setting_.structure;
  const Value imm = piece_.code->instructions[index].imm, number = system::element(imm, domain.values[place], 1);
  const bool is_cell = number > 0 && number < static_cast<Value>(setting_.system.cells.size());
  const auto cell = static_cast<system::Cell>(is_cell ? number : 0);
  const auto is_fixed = [&](std::uint32_t sort) {
    for (std::uint32_t g = 0; g < structure.generators().size(); ++g) {
      if (structure.generators()[g].sort == sort && domain.images[g][place] != place) return false;
    }
    return true;
  };
  ColumnSet singled(structure.sorts().size(), 0);
  bool is_right = true;
  for (std::uint32_t g = 0; g < structure.generators().size(); ++g) {
    const Value there = is_cell ? Value{structure.image(g, cell)} : number;
    if (there == system::element(imm, domain.values[domain.images[g][place]], 1)) continue;
    const std::uint32_t sort = structure.generators()[g].sort;
    if (is_fixed(sort)) {
      singled[sort] = columns_of(structure, cell)[sort];
    } else {
      failure.sorts.push_back(sort);
      is_right = false;
    }
  }
  if (!is_right) return mismatches.push_back(unmatched(cell, domain.columns[place]));
  if (is_empty(singled)) return;
  use.by_value.emplace_back(domain.values[place], singled);
  unite(use.all, singled);
}

/// The parts of the cell that do not go with its number yet, and the parts of the number that do not go with the cell.
Typing::Mismatch Typing::unmatched(system::Cell cell, std::vector<Column> columns) const {
  Mismatch made;
  for (Point point : setting_.structure.points_of(cell)) {
    const Column column = setting_.structure.column(point);
    if (column == kNone) continue;
    const auto same = std::ranges::find(columns, column);
    if (same == columns.end()) {
      made.points.push_back(point);
    } else {
      columns.erase(same);
    }
  }
  made.columns = std::move(columns);
  return made;
}

/// For each part of the number, the dimension that it decides. Empty if this is unknown.
std::vector<std::pair<Point, Point>> Typing::matched(const std::vector<Mismatch>& mismatches) const {
  const std::size_t count = mismatches[0].columns.size(), dimensions = mismatches[0].points.size();
  const auto is_alike = [&](const Mismatch& one) {
    return one.columns.size() == count && one.points.size() == dimensions;
  };
  if (!std::ranges::all_of(mismatches, is_alike)) return {};
  std::vector<std::pair<Point, Point>> pairs;
  for (std::size_t part = 0; part < count; ++part) {
    const std::size_t before = pairs.size();
    for (std::size_t dimension = 0; dimension < dimensions && pairs.size() == before; ++dimension) {
      std::map<Column, Point> points;
      std::set<Point> taken;
      bool decides = true;
      for (const Mismatch& one : mismatches) {
        const auto [entry, is_new] = points.emplace(one.columns[part], one.points[dimension]);
        decides = decides && entry->second == one.points[dimension] && (!is_new || taken.insert(entry->second).second);
      }
      if (!decides) continue;
      for (const auto& [column, point] : points) pairs.emplace_back(setting_.structure.points(column)[0], point);
    }
    if (pairs.size() == before) return {};
  }
  return pairs;
}

}  // namespace pagerace::checker::symmetry
