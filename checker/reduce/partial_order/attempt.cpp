#include "checker/reduce/partial_order/attempt.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "model/system/evaluate.hpp"
#include "model/system/operands.hpp"

namespace pagerace::checker::partial_order {
namespace {

using system::Opcode;

constexpr std::size_t kMostForks = 64;      // of one choice
constexpr std::size_t kMostLoadForks = 16;  // of one load

Attempt::Guard* guard_in(Attempt& at, Cell cell) {
  for (Attempt::Guard& guard : at.guards) {
    if (guard.cell == cell) return &guard;
  }
  return nullptr;
}

/// Guards stay sorted: attempts are compared.
Attempt::Guard& guard_of(Attempt& at, Cell cell) {
  if (Attempt::Guard* known = guard_in(at, cell)) return *known;
  const auto place = std::find_if(at.guards.begin(), at.guards.end(),
                                  [cell](const Attempt::Guard& guard) { return guard.cell > cell; });
  return *at.guards.insert(place, {cell, std::nullopt, std::nullopt});
}

}  // namespace

std::optional<Value> Attempt::value_of(system::Register reg) const {
  const auto place = std::lower_bound(known.begin(), known.end(), std::pair(reg, std::numeric_limits<Value>::min()));
  if (place == known.end() || place->first != reg) return std::nullopt;
  return place->second;
}

void Attempt::set(system::Register reg, std::optional<Value> value) {
  const auto place = std::lower_bound(known.begin(), known.end(), std::pair(reg, std::numeric_limits<Value>::min()));
  const bool is_there = place != known.end() && place->first == reg;
  if (is_there && value) {
    place->second = *value;
  } else if (is_there) {
    known.erase(place);
  } else if (value) {
    known.insert(place, {reg, *value});
  }
}

void AttemptMachine::set(Running& run, system::Register dst, Known value) const {
  run.at.set(dst, slices_.steering[dst] ? value : std::nullopt);
}

AttemptMachine::Fate AttemptMachine::execute(Running& run, Who who) {
  if (run.at.pc >= code_.instructions.size()) return Fate::Ends;
  const Instruction& at = code_.instructions[run.at.pc];
  // Which statements and asserts are covered shows here.
  if (run.at.forked && system::has(at.op, system::kCovered)) run.touched.seen.unite(run.touched.reads);
  ++run.at.pc;
  switch (at.op) {
    case Opcode::Load:
      return load(run, at);
    case Opcode::Store:
      return store(run, at);
    case Opcode::Choose:
      return choose(run, at);
    case Opcode::Jump:
      run.at.pc = system::target_of(at);
      return Fate::GoesOn;
    case Opcode::BranchZero:
      return branch(run, at);
    case Opcode::Assume:
      return assume(run, at);
    case Opcode::Yield:
      return Fate::Yields;
    case Opcode::Fail:
    case Opcode::CheckRange:
    case Opcode::CheckPointer: {
      const Known a = at.a == system::kNoRegister ? Known(1) : read(run, at.a);
      return check(run, a ? std::optional(!system::compute(system_, at, *a, 0)) : std::nullopt);
    }
    case Opcode::FenceOp:
    case Opcode::Report:
    case Opcode::Mark:
      return Fate::GoesOn;
    case Opcode::Self:
      set(run, at.dst, who.self);
      return Fate::GoesOn;
    case Opcode::Instance:
      set(run, at.dst, who.number);
      return Fate::GoesOn;
    case Opcode::Constant:
    case Opcode::Move:
    case Opcode::Wrap:
    case Opcode::Address:
    case Opcode::PointerAdd:
      PAGERACE_CASES(PAGERACE_ARITHMETIC_OPCODES)
      return compute(run, at);
  }
  throw std::logic_error("an instruction that is none");
}

/// What has a result, and needs no memory.
AttemptMachine::Fate AttemptMachine::compute(Running& run, const Instruction& at) {
  const Known a = system::reads_a(at) ? read(run, at.a) : Known(0);
  const Known b = system::reads_b(at) ? read(run, at.b) : Known(0);
  const Known result = a && b ? system::compute(system_, at, *a, *b) : std::nullopt;
  set(run, at.dst, result);
  if (!system::has(at.op, system::kMayFail)) return Fate::GoesOn;
  // What divides depends on nothing but the divisor.
  if (system::is_division(at.op)) return check(run, b ? std::optional(*b == 0) : std::nullopt);
  return check(run, a && b ? std::optional(!result) : std::nullopt);
}

AttemptMachine::Fate AttemptMachine::check(Running& run, std::optional<bool> fails) {
  if (fails) return *fails ? Fate::Fails : Fate::GoesOn;
  may_fail = true;
  run.at.forked = true;
  return Fate::GoesOn;
}

AttemptMachine::Fate AttemptMachine::assume(Running& run, const Instruction& at) {
  const Known condition = read(run, at.a);
  if (condition) return *condition != 0 ? Fate::GoesOn : Fate::Blocked;
  may_block = true;
  run.at.forked = true;
  return Fate::GoesOn;
}

AttemptMachine::Fate AttemptMachine::branch(Running& run, const Instruction& at) {
  const Known condition = read(run, at.a);
  if (condition) {
    if (*condition == 0) run.at.pc = system::target_of(at);
    return Fate::GoesOn;
  }
  run.at.forked = true;
  forks.push_back(run);
  forks.push_back(run);
  forks.back().at.pc = system::target_of(at);
  return Fate::Forked;
}

AttemptMachine::Fate AttemptMachine::choose(Running& run, const Instruction& at) {
  const Known low = read(run, at.a), high = read(run, at.b);
  if (!low || !high) may_block = true;
  if (low && high && *low > *high) return Fate::Blocked;
  const bool few = low && high && static_cast<Word>(*high) - static_cast<Word>(*low) < kMostForks;
  if (!few || !slices_.steering[at.dst]) {
    set(run, at.dst, std::nullopt);
    return Fate::GoesOn;
  }
  std::vector<Value> values;
  for (Value value = *low;; ++value) {
    values.push_back(value);
    if (value == *high) break;
  }
  return fork(run, at, values, 0);
}

/// An attempt for each value of the result. Of `guard`, if it is one, that value is required.
AttemptMachine::Fate AttemptMachine::fork(Running& run, const Instruction& at, const std::vector<Value>& values,
                                          Cell guard) {
  for (Value value : values) {
    forks.push_back(run);
    Running& next = forks.back();
    set(next, at.dst, value);
    if (guard == 0) continue;
    Attempt::Guard& known = guard_of(next.at, guard);
    known.required = known.now = value;
  }
  return Fate::Forked;
}

AttemptMachine::Known AttemptMachine::constant_in(Cell cell) const {
  const system::Storage& at = system_.cell_storage.at(cell);
  if (at.width != 0) return std::nullopt;
  return at.domain != 0 ? system_.domains[at.domain].targets[0] : at.bias;
}

/// One where the address is known; else all that the access can mean.
std::vector<Cell> AttemptMachine::cells_of(const Running& run, const Instruction& at) const {
  if (const Known index = read(run, at.a)) {
    const Word cell = static_cast<Word>(at.imm) + static_cast<Word>(*index);
    if (cell == 0 || cell >= system_.cells.size() || system_.cells[cell].type == nullptr) return {};
    return {static_cast<Cell>(cell)};
  }
  std::vector<Cell> cells;
  const auto& groups = system_.accesses.at(system::access_of(at)).groups;
  for (Cell cell = 1; cell < system_.cells.size(); ++cell) {
    if (system_.cells[cell].type == nullptr) continue;
    if (std::find(groups.begin(), groups.end(), system_.cells[cell].group) != groups.end()) cells.push_back(cell);
  }
  return cells;
}

AttemptMachine::Fate AttemptMachine::load(Running& run, const Instruction& at) {
  const std::vector<Cell> cells = cells_of(run, at);
  for (Cell cell : cells) run.touched.reads.add(cell);
  if (cells.size() != 1) {
    set(run, at.dst, std::nullopt);
    return Fate::GoesOn;
  }
  const Cell cell = cells.front();
  run.touched.always.add(cell);
  set(run, at.dst, constant_in(cell));
  if (run.at.value_of(at.dst) || !slices_.steering[at.dst]) return Fate::GoesOn;
  if (guards_[cell] && !run.at.vague) {
    if (const Attempt::Guard* known = guard_in(run.at, cell)) {
      set(run, at.dst, known->now);
      return Fate::GoesOn;
    }
    run.at.forked = true;
    return fork(run, at, values_of(system_, cell), cell);
  }
  if (!slices_.placing[at.dst]) return Fate::GoesOn;
  const std::vector<Value> values = values_of(system_, cell);
  if (values.size() > kMostLoadForks) return Fate::GoesOn;
  run.at.forked = true;
  return fork(run, at, values, 0);
}

AttemptMachine::Fate AttemptMachine::store(Running& run, const Instruction& at) {
  const std::vector<Cell> cells = cells_of(run, at);
  const Known value = read(run, at.b);
  if (cells.size() == 1) {
    run.touched.always.add(cells.front());
    const Attempt::Guard* known = guard_in(run.at, cells.front());
    if (known != nullptr && value && known->now == value) {  // changes nothing
      run.touched.reads.add(cells.front());
      return Fate::GoesOn;
    }
    const system::CellInfo& info = system_.cells[cells.front()];
    const bool any = info.type->is_pointer();
    if (value && !any && (*value < info.range.low || *value > info.range.high)) return Fate::Fails;
  }
  if (!value) check(run, std::nullopt);
  keep(run, at, cells);
  return Fate::GoesOn;
}

void AttemptMachine::keep(Running& run, const Instruction& at, const std::vector<Cell>& cells) const {
  if (cells.size() == 1) run.touched.always_stores.add(cells.front());
  for (Cell cell : cells) {
    run.touched.writes.add(cell);
    if (guards_[cell] && !run.at.vague) guard_of(run.at, cell).now = cells.size() == 1 ? read(run, at.b) : std::nullopt;
  }
}

}  // namespace pagerace::checker::partial_order
