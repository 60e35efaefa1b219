#include "checker/reduce/partial_order/abstract_interpreter.hpp"

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

AbstractState::Guard* guard_in(AbstractState& at, Cell cell) {
  for (AbstractState::Guard& guard : at.guards) {
    if (guard.cell == cell) return &guard;
  }
  return nullptr;
}

/// Guards stay sorted, because states are compared.
AbstractState::Guard& guard_of(AbstractState& at, Cell cell) {
  if (AbstractState::Guard* known = guard_in(at, cell)) return *known;
  const auto place = std::find_if(at.guards.begin(), at.guards.end(),
                                  [cell](const AbstractState::Guard& guard) { return guard.cell > cell; });
  return *at.guards.insert(place, {cell, std::nullopt, std::nullopt});
}

}  // namespace

std::optional<Value> AbstractState::value_of(system::Register reg) const {
  const auto place = std::lower_bound(known.begin(), known.end(), std::pair(reg, std::numeric_limits<Value>::min()));
  if (place == known.end() || place->first != reg) return std::nullopt;
  return place->second;
}

void AbstractState::set(system::Register reg, std::optional<Value> value) {
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

void AbstractInterpreter::set(Path& path, system::Register dst, AbstractValue value) const {
  path.state.set(dst, slices_.relevant[dst] ? value : std::nullopt);
}

AbstractInterpreter::InstructionResult AbstractInterpreter::execute(Path& path, ThreadId id) {
  if (path.state.pc >= code_.instructions.size()) return InstructionResult::Ends;
  const Instruction& at = code_.instructions[path.state.pc];
  // That it was reached counts for coverage.
  if (path.state.forked && system::has(at.op, system::kCovered)) path.touched.seen.unite(path.touched.reads);
  ++path.state.pc;
  switch (at.op) {
    case Opcode::Load:
      return load(path, at);
    case Opcode::Store:
      return store(path, at);
    case Opcode::Choose:
      return choose(path, at);
    case Opcode::Jump:
      path.state.pc = system::target_of(at);
      return InstructionResult::GoesOn;
    case Opcode::BranchZero:
      return branch(path, at);
    case Opcode::Assume:
      return assume(path, at);
    case Opcode::Yield:
      return InstructionResult::Yields;
    case Opcode::Fail:
    case Opcode::CheckRange:
    case Opcode::CheckPointer: {
      const AbstractValue a = at.a == system::kNoRegister ? AbstractValue(1) : read(path, at.a);
      return check(path, a ? std::optional(!system::compute(system_, at, *a, 0)) : std::nullopt);
    }
    case Opcode::FenceOp:
    case Opcode::Report:
    case Opcode::Mark:
      return InstructionResult::GoesOn;
    case Opcode::Self:
      set(path, at.dst, id.self);
      return InstructionResult::GoesOn;
    case Opcode::Instance:
      set(path, at.dst, id.number);
      return InstructionResult::GoesOn;
    case Opcode::Constant:
    case Opcode::Move:
    case Opcode::Wrap:
    case Opcode::Address:
    case Opcode::PointerAdd:
      PAGERACE_CASES(PAGERACE_ARITHMETIC_OPCODES)
      return compute(path, at);
  }
  throw std::logic_error("an instruction that is none");
}

/// Instructions that have a result and use no memory.
AbstractInterpreter::InstructionResult AbstractInterpreter::compute(Path& path, const Instruction& at) {
  const AbstractValue a = system::reads_a(at) ? read(path, at.a) : AbstractValue(0);
  const AbstractValue b = system::reads_b(at) ? read(path, at.b) : AbstractValue(0);
  const AbstractValue result = a && b ? system::compute(system_, at, *a, *b) : std::nullopt;
  set(path, at.dst, result);
  if (!system::has(at.op, system::kMayFail)) return InstructionResult::GoesOn;
  // Whether a division fails depends on the divisor alone.
  if (system::is_division(at.op)) return check(path, b ? std::optional(*b == 0) : std::nullopt);
  return check(path, a && b ? std::optional(!result) : std::nullopt);
}

AbstractInterpreter::InstructionResult AbstractInterpreter::check(Path& path, std::optional<bool> fails) {
  if (fails) return *fails ? InstructionResult::Fails : InstructionResult::GoesOn;
  may_fail = true;
  path.state.forked = true;
  return InstructionResult::GoesOn;
}

AbstractInterpreter::InstructionResult AbstractInterpreter::assume(Path& path, const Instruction& at) {
  const AbstractValue condition = read(path, at.a);
  if (condition) return *condition != 0 ? InstructionResult::GoesOn : InstructionResult::Blocked;
  may_block = true;
  path.state.forked = true;
  return InstructionResult::GoesOn;
}

AbstractInterpreter::InstructionResult AbstractInterpreter::branch(Path& path, const Instruction& at) {
  const AbstractValue condition = read(path, at.a);
  if (condition) {
    if (*condition == 0) path.state.pc = system::target_of(at);
    return InstructionResult::GoesOn;
  }
  path.state.forked = true;
  forks.push_back(path);
  forks.push_back(path);
  forks.back().state.pc = system::target_of(at);
  return InstructionResult::Forked;
}

AbstractInterpreter::InstructionResult AbstractInterpreter::choose(Path& path, const Instruction& at) {
  const AbstractValue low = read(path, at.a), high = read(path, at.b);
  if (!low || !high) may_block = true;
  const bool as_unsigned = system::chooses_unsigned(at);
  const auto is_before = [as_unsigned](Value a, Value b) {
    return as_unsigned ? static_cast<Word>(a) < static_cast<Word>(b) : a < b;
  };
  if (low && high && is_before(*high, *low)) return InstructionResult::Blocked;
  const bool few = low && high && static_cast<Word>(*high) - static_cast<Word>(*low) < kMostForks;
  if (!few || !slices_.relevant[at.dst]) {
    set(path, at.dst, std::nullopt);
    return InstructionResult::GoesOn;
  }
  std::vector<Value> values;
  for (Value value = *low;; value = static_cast<Value>(static_cast<Word>(value) + 1)) {
    values.push_back(value);
    if (value == *high) break;
  }
  return fork(path, at, values, 0);
}

/// One path for each value of the result. If `guard` is a cell, the path requires that it holds that value.
AbstractInterpreter::InstructionResult AbstractInterpreter::fork(Path& path, const Instruction& at,
                                                                 const std::vector<Value>& values, Cell guard) {
  for (Value value : values) {
    forks.push_back(path);
    Path& next = forks.back();
    set(next, at.dst, value);
    if (guard == 0) continue;
    AbstractState::Guard& known = guard_of(next.state, guard);
    known.required = known.now = value;
  }
  return InstructionResult::Forked;
}

AbstractInterpreter::AbstractValue AbstractInterpreter::constant_in(Cell cell) const {
  const system::Storage& at = system_.cell_storage.at(cell);
  if (at.width != 0) return std::nullopt;
  return at.domain != 0 ? system_.domains[at.domain].targets[0] : at.bias;
}

/// One cell if the address is known, else all cells that the access can touch.
std::vector<Cell> AbstractInterpreter::cells_of(const Path& path, const Instruction& at) const {
  if (const AbstractValue index = read(path, at.a)) {
    const Word cell = static_cast<Word>(at.imm) + static_cast<Word>(*index);
    if (cell == 0 || cell >= system_.cells.size() || system_.cells[cell].type == nullptr) return {};
    return {static_cast<Cell>(cell)};
  }
  return groups_.reached_by(at);
}

AbstractInterpreter::InstructionResult AbstractInterpreter::load(Path& path, const Instruction& at) {
  const std::vector<Cell> cells = cells_of(path, at);
  for (Cell cell : cells) path.touched.reads.add(cell);
  if (cells.size() != 1) {
    set(path, at.dst, std::nullopt);
    return InstructionResult::GoesOn;
  }
  const Cell cell = cells.front();
  path.touched.always.add(cell);
  set(path, at.dst, constant_in(cell));
  if (path.state.value_of(at.dst) || !slices_.relevant[at.dst]) return InstructionResult::GoesOn;
  if (guards_[cell] && !path.state.vague) {
    if (const AbstractState::Guard* known = guard_in(path.state, cell)) {
      set(path, at.dst, known->now);
      return InstructionResult::GoesOn;
    }
    path.state.forked = true;
    return fork(path, at, values_of(system_, cell), cell);
  }
  if (!slices_.address[at.dst]) return InstructionResult::GoesOn;
  const std::vector<Value> values = values_of(system_, cell);
  if (values.size() > kMostLoadForks) return InstructionResult::GoesOn;
  path.state.forked = true;
  return fork(path, at, values, 0);
}

AbstractInterpreter::InstructionResult AbstractInterpreter::store(Path& path, const Instruction& at) {
  const std::vector<Cell> cells = cells_of(path, at);
  const AbstractValue value = read(path, at.b);
  if (cells.size() == 1) {
    path.touched.always.add(cells.front());
    const AbstractState::Guard* known = guard_in(path.state, cells.front());
    if (known != nullptr && value && known->now == value) {  // changes nothing
      path.touched.reads.add(cells.front());
      return InstructionResult::GoesOn;
    }
    const system::CellInfo& info = system_.cells[cells.front()];
    const bool any = info.type->is_pointer();
    if (value && !any && (*value < info.range.low || *value > info.range.high)) return InstructionResult::Fails;
  }
  if (!value) check(path, std::nullopt);
  keep(path, at, cells);
  return InstructionResult::GoesOn;
}

void AbstractInterpreter::keep(Path& path, const Instruction& at, const std::vector<Cell>& cells) const {
  if (cells.size() == 1) path.touched.always_stores.add(cells.front());
  for (Cell cell : cells) {
    path.touched.writes.add(cell);
    if (guards_[cell] && !path.state.vague)
      guard_of(path.state, cell).now = cells.size() == 1 ? read(path, at.b) : std::nullopt;
  }
}

}  // namespace pagerace::checker::partial_order
