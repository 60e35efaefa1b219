#include "checker/execute/executor.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>

#include "model/system/evaluate.hpp"

namespace pagerace::checker {
namespace {

/// A watch that ignores everything and costs nothing.
struct Nobody {
  static constexpr bool wants_values = false;
  void load(system::Cell, Value, const Op&) const {}
  void store(system::Cell, Value, Value, const Op&) const {}
  void mark(const Op&, std::span<const Value>) const {}
  void report(const Op&) const {}
  void refuse(const Execution&, const Op&) const {}
};

/// A watch that tells an observer.
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
  void refuse(const Execution& at, const Op& op) const {
    if (op.op != Opcode::CheckRange) return;
    const system::Code& code = *at.code->source;
    const system::RegisterInfo& info = code.registers.at(code.instructions.at(at.pc).a);
    observer.refuse(system.failures[op.side], system::print_value(system, info.type, at.registers[op.a]));
  }
};

/// A watch that records the cells. Storing the value that is already there counts as a read, as it changes nothing.
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
  void refuse(const Execution&, const Op&) const {}
};

/// Whether there is anything to choose.
bool is_in_order(const Op& op, Value low, Value high) {
  if (op.bits == system::kUnsignedChoice) return static_cast<Word>(low) <= static_cast<Word>(high);
  return low <= high;
}

}  // namespace

Executor::Executor(const DecodedSystem& system) : system_(system), faults_(system.system) {
  coverage.marks.assign(system.system.marks.size(), 0);
  coverage.failures.assign(system.system.failures.size(), 0);
  coverage.written.assign(system.system.cells.size(), 0);
}

/// Init is nobody: it makes the first values, and these do not count as written.
inline void Executor::wrote(system::Cell cell, const Execution& at) {
  if (coverage.written[cell] == 0 && at.self != 0) pending.push_back(cell);
}

inline void Executor::evaluated(const Op& op) {
  if (coverage.failures[op.side] == 0) {
    pending.push_back(static_cast<std::uint32_t>(coverage.written.size()) + op.side);
  }
}

void Executor::settle() {
  const std::size_t cells = coverage.written.size();
  for (const std::uint32_t at : pending) (at < cells ? coverage.written[at] : coverage.failures[at - cells]) = 1;
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
  const Value value = system_.read(op.of_next ? at.after : at.state, from);
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
  wrote(number, at);
  watch.store(number, before, value, op);
  return true;
}

template <class Watch>
void Executor::report(const Op& op, Watch& watch) {
  if (std::find(reports.begin(), reports.end(), op.side) == reports.end()) reports.push_back(op.side);
  watch.report(op);
}

inline bool Executor::move_pointer(const Op& op, Execution& at) {
  const Value from = at.registers[op.a], offset = at.registers[op.b];
  const Value to = system::element(from, offset, op.scale());
  if (!system::stays(system_.system.pointees[op.target], from, to)) {
    at.failure = faults_.left_array(*at.code, at.pc, from, offset);
    return false;
  }
  at.registers[op.dst] = to;
  return true;
}

inline bool Executor::divide(const Op& op, Execution& at) {
  Value* const r = at.registers;
  if (r[op.b] == 0) {
    at.failure = faults_.divided_by_zero(*at.code, at.pc);
    return false;
  }
  r[op.dst] = system::evaluate(op.op, r[op.a], r[op.b]);
  return true;
}

inline bool Executor::check(const Op& op, Execution& at) {
  const Value value = at.registers[op.a];
  if (op.op == Opcode::CheckPointer) {
    if (system_.is_object(op.target, value)) return true;
    at.failure = faults_.bad_pointer(*at.code, at.pc, value);
    return false;
  }
  const system::Range& range = system_.system.ranges[op.target];
  if (value >= range.low && value <= range.high) return true;
  at.failure = &system_.system.failures[op.side];
  return false;
}

/// Each instruction is looked at from now on: `left` stays 0.
bool Executor::goes_round(Execution& at) {
  constexpr std::uint64_t kLooksBetweenPolls = 1u << 16;
  at.left = 0;
  if (watch_.comes_again(*at.code, at.pc, at.registers, at.state, system_.system.words)) return true;
  if (watch_.looks() % kLooksBetweenPolls == 0) poll();
  return false;
}

template <class Watch>
RunEnd Executor::run_for(Execution& at, Watch watch) {
  const Op* const ops = at.code->ops.data();
  Value* const r = at.registers;
  watch_.restart();
  for (;; ++at.pc) {
    const Op& op = ops[at.pc];
    if (at.left-- == 0 && goes_round(at)) {
      at.failure = endless(at);
      return RunEnd::Failed;
    }
    switch (op.op) {
#define PAGERACE_UNARY(name, operands, flags, function, ...)                                  \
  case Opcode::name:                                                                          \
    r[op.dst] = static_cast<Value>(system::operations::function(static_cast<Word>(r[op.a]))); \
    break;
#define PAGERACE_BINARY(name, operands, flags, function, ...)                                                     \
  case Opcode::name:                                                                                              \
    r[op.dst] =                                                                                                   \
        static_cast<Value>(system::operations::function(static_cast<Word>(r[op.a]), static_cast<Word>(r[op.b]))); \
    break;
      PAGERACE_UNARY_OPCODES(PAGERACE_UNARY)
      PAGERACE_BINARY_OPCODES(PAGERACE_BINARY)
      PAGERACE_COMPARISON_OPCODES(PAGERACE_BINARY)
#undef PAGERACE_UNARY
#undef PAGERACE_BINARY
      PAGERACE_CASES(PAGERACE_DIVISION_OPCODES)
      if (!divide(op, at)) return RunEnd::Failed;
      break;
      case Opcode::Constant:
        r[op.dst] = op.imm;
        break;
      case Opcode::Move:
        r[op.dst] = r[op.a];
        break;
      case Opcode::Self:
        r[op.dst] = at.self;
        break;
      case Opcode::Instance:
        r[op.dst] = at.number;
        break;
      case Opcode::Wrap:
        r[op.dst] = system::wrapped(r[op.a], op.bits, op.is_signed);
        break;
      case Opcode::Address:
        r[op.dst] = system::element(op.imm, r[op.a], op.scale());
        break;
      case Opcode::PointerAdd:
        if (!move_pointer(op, at)) return RunEnd::Failed;
        break;
      case Opcode::CheckRange:
      case Opcode::CheckPointer:
        if (!check(op, at)) {
          watch.refuse(at, op);
          return RunEnd::Failed;
        }
        break;
      case Opcode::Load:
        load(op, at, watch);
        break;
      case Opcode::Store:
        if (!store(op, at, watch)) return RunEnd::Failed;
        break;
      case Opcode::FenceOp:
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
        return is_in_order(op, at.low, at.high) ? RunEnd::Choosing : RunEnd::Blocked;
      case Opcode::Assume:
        if (r[op.a] == 0) return RunEnd::Blocked;
        break;
      case Opcode::Fail:
        if (r[op.a] == 0) break;
        at.failure = &system_.system.failures[op.side];
        return RunEnd::Failed;
      case Opcode::Report:
        evaluated(op);
        if (r[op.a] != 0) report(op, watch);
        break;
      case Opcode::Mark:
        coverage.marks[op.side] = 1;
        watch.mark(op, std::span(r, at.code->registers));
        break;
      case Opcode::Yield:
        at.location = op.side;
        return op.side == kEndOfCode ? RunEnd::Ended : RunEnd::Yielded;
    }
  }
}

RunEnd Executor::run(Execution& at) { return run_for(at, Nobody{}); }
RunEnd Executor::run(Execution& at, Observer& observer) { return run_for(at, Telling{system_.system, observer}); }
RunEnd Executor::run(Execution& at, Footprint& footprint) { return run_for(at, Noting{footprint}); }

}  // namespace pagerace::checker
