#include "checker/execute/executor.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>

#include "model/system/evaluate.hpp"

namespace pagerace::checker {
namespace {

/// Looks at nothing, and costs nothing.
struct Nobody {
  static constexpr bool wants_values = false;
  void load(system::Cell, Value, const Op&) const {}
  void store(system::Cell, Value, Value, const Op&) const {}
  void mark(const Op&, std::span<const Value>) const {}
  void report(const Op&) const {}
};

/// Tells an observer.
struct Telling {
  static constexpr bool wants_values = true;
  const system::TransitionSystem& system;
  Observer& observer;

  void load(system::Cell cell, Value value, const Op& op) const {
    observer.load(cell, value, system.accesses[op.side]);
  }
  void store(system::Cell cell, Value before, Value after, const Op& op) const {
    observer.store(cell, before, after, system.accesses[op.side]);
  }
  void mark(const Op& op, std::span<const Value> registers) const { observer.mark(system.marks[op.side], registers); }
  void report(const Op& op) const { observer.report(system.failures[op.side]); }
};

/// Notes the cells. To store what is there already is to depend on it, and to change nothing.
struct Noting {
  static constexpr bool wants_values = true;
  Footprint& footprint;

  void load(system::Cell cell, Value, const Op&) const { footprint.read(cell); }
  void store(system::Cell cell, Value before, Value after, const Op&) const {
    if (before == after) return footprint.read(cell);
    footprint.write(cell);
  }
  void mark(const Op&, std::span<const Value>) const {}
  void report(const Op&) const {}
};

}  // namespace

Executor::Executor(const DecodedSystem& system) : system_(system), faults_(system.system) {
  coverage.marks.assign(system.system.marks.size(), 0);
  coverage.failures.assign(system.system.failures.size(), 0);
}

inline const CellSlot& Executor::cell(const Op& op, const Execution& at) const {
  const Word number = static_cast<Word>(op.imm) + static_cast<Word>(at.registers[op.a]);
  if (number >= system_.cells.size() || !system_.cells[number].is_used()) {
    throw std::logic_error("an access to no cell at all was not caught by a check");
  }
  return system_.cells[number];
}

template <class Watch>
inline void Executor::load(const Op& op, Execution& at, Watch& watch) const {
  const CellSlot& from = cell(op, at);
  const Value value = system_.read(at.state, from);
  at.registers[op.dst] = value;
  watch.load(static_cast<system::Cell>(&from - system_.cells.data()), value, op);
}

template <class Watch>
inline bool Executor::store(const Op& op, Execution& at, Watch& watch) {
  const CellSlot& to = cell(op, at);
  const Value value = at.registers[op.b];
  const auto number = static_cast<system::Cell>(&to - system_.cells.data());
  if (value < to.low || value > to.high) {
    at.failure = faults_.stored_out_of_range(*at.code, at.pc, number, value);
    return false;
  }
  const Value before = Watch::wants_values ? system_.read(at.state, to) : 0;
  if (!system_.write(at.state, to, value)) {
    throw std::logic_error("the range analysis left no room for a value of " + system_.system.cells[number].name());
  }
  watch.store(number, before, value, op);
  return true;
}

template <class Watch>
void Executor::report(const Op& op, Watch& watch) {
  if (std::find(reports.begin(), reports.end(), op.side) == reports.end()) reports.push_back(op.side);
  watch.report(op);
}

bool Executor::move_pointer(const Op& op, Execution& at) {
  const Value from = at.registers[op.a], offset = at.registers[op.b];
  const Value to = system::element(from, offset, op.scale());
  // One past an array may be where the next one begins: whichever the pointer is taken to belong to, it must stay
  // there.
  for (const auto& extent : system_.system.pointees[op.target].extents) {
    const bool belongs = from >= extent.begin && from <= extent.end;
    if (!belongs || to < extent.begin || to > extent.end) continue;
    at.registers[op.dst] = to;
    return true;
  }
  at.failure = faults_.left_array(*at.code, at.pc, from, offset);
  return false;
}

/// What needs no decision about where to go on. False where it fails.
inline bool Executor::compute(const Op& op, Execution& at) {
  Value* const r = at.registers;
  switch (op.op) {
    case Opcode::Self:
      r[op.dst] = at.self;
      return true;
    case Opcode::Instance:
      r[op.dst] = at.number;
      return true;
    case Opcode::Wrap:
      r[op.dst] = system::wrapped(r[op.a], op.bits, op.is_signed);
      return true;
    case Opcode::Address:
      r[op.dst] = system::element(op.imm, r[op.a], op.scale());
      return true;
    case Opcode::CheckRange: {
      const system::Range& range = system_.system.ranges[op.target];
      if (r[op.a] >= range.low && r[op.a] <= range.high) return true;
      at.failure = &system_.system.failures[op.side];
      return false;
    }
    case Opcode::CheckPointer:
      if (system_.is_object(op.target, r[op.a])) return true;
      at.failure = faults_.bad_pointer(*at.code, at.pc, r[op.a]);
      return false;
    case Opcode::PointerAdd:
      return move_pointer(op, at);
    case Opcode::FenceOp:
      return true;
    default:
      if (system::is_division(op.op) && r[op.b] == 0) {
        at.failure = faults_.divided_by_zero(*at.code, at.pc);
        return false;
      }
      r[op.dst] = system::evaluate(op.op, r[op.a], r[op.b]);
      return true;
  }
}

template <class Watch>
RunEnd Executor::run_for(Execution& at, Watch watch) {
  const Op* const ops = at.code->ops.data();
  Value* const r = at.registers;
  for (;; ++at.pc) {
    const Op& op = ops[at.pc];
    if (at.left-- == 0) {
      at.failure = faults_.endless(*at.code, at.pc);
      return RunEnd::Failed;
    }
    switch (op.op) {
      case Opcode::Constant:
        r[op.dst] = op.imm;
        break;
      case Opcode::Move:
        r[op.dst] = r[op.a];
        break;
      case Opcode::Load:
        load(op, at, watch);
        break;
      case Opcode::Store:
        if (!store(op, at, watch)) return RunEnd::Failed;
        break;
      case Opcode::Jump:
        at.pc = op.target - 1;
        break;
      case Opcode::BranchZero:
        if (r[op.a] == 0) at.pc = op.target - 1;
        break;
      case Opcode::Choose:
        at.low = r[op.a];
        at.high = r[op.b];
        return at.low <= at.high ? RunEnd::Choosing : RunEnd::Blocked;
      case Opcode::Assume:
        if (r[op.a] == 0) return RunEnd::Blocked;
        break;
      case Opcode::Fail:
        coverage.failures[op.side] = 1;
        if (r[op.a] == 0) break;
        at.failure = &system_.system.failures[op.side];
        return RunEnd::Failed;
      case Opcode::Report:
        coverage.failures[op.side] = 1;
        if (r[op.a] != 0) report(op, watch);
        break;
      case Opcode::Mark:
        coverage.marks[op.side] = 1;
        watch.mark(op, std::span(r, at.code->registers));
        break;
      case Opcode::Yield:
        at.location = op.side;
        return RunEnd::Yielded;
      default:
        if (op.op == kEndOfCode) return RunEnd::Ended;
        if (!compute(op, at)) return RunEnd::Failed;
        break;
    }
  }
}

RunEnd Executor::run(Execution& at) { return run_for(at, Nobody{}); }
RunEnd Executor::run(Execution& at, Observer& observer) { return run_for(at, Telling{system_.system, observer}); }
RunEnd Executor::run(Execution& at, Footprint& footprint) { return run_for(at, Noting{footprint}); }

}  // namespace pagerace::checker
