#include "tests/system/builder.hpp"

#include <algorithm>

namespace pagerace::system::testing {

Code& CodeBuilder::code() {
  return thread_ < 0 ? builder_->system.init : builder_->system.templates[static_cast<std::size_t>(thread_)].code;
}
ThreadTemplate& CodeBuilder::thread() { return builder_->system.templates[static_cast<std::size_t>(thread_)]; }

std::uint32_t CodeBuilder::emit(Instruction instruction) {
  const auto index = static_cast<std::uint32_t>(code().instructions.size());
  instruction.span = {0, index, index + 1};
  code().instructions.push_back(instruction);
  return index;
}

Register CodeBuilder::temporary(const Type* type) {
  RegisterInfo info;
  info.type = type;
  info.range = {std::numeric_limits<Value>::min(), std::numeric_limits<Value>::max()};
  code().registers.push_back(info);
  return static_cast<Register>(code().registers.size() - 1);
}

Register CodeBuilder::variable(const std::string& name, const Type* type) {
  const Register r = temporary(type);
  RegisterInfo& info = code().registers[r];
  info.name = name;
  info.is_variable = true;
  info.span = {0, 1000 + r, 1001 + r};
  return r;
}

void CodeBuilder::set(Register dst, Value value) { emit({.op = Opcode::Constant, .dst = dst, .imm = value}); }
void CodeBuilder::move(Register dst, Register a) { emit({.op = Opcode::Move, .dst = dst, .a = a}); }

Register CodeBuilder::constant(Value value) {
  const Register dst = temporary();
  set(dst, value);
  return dst;
}

Register CodeBuilder::unary(Opcode op, Register a) {
  const Register dst = temporary();
  emit({.op = op, .dst = dst, .a = a});
  return dst;
}

Register CodeBuilder::binary(Opcode op, Register a, Register b) {
  const Register dst = temporary();
  emit({.op = op, .dst = dst, .a = a, .b = b});
  return dst;
}

Register CodeBuilder::wrap(Register a, std::uint8_t bits, bool is_signed) {
  const Register dst = temporary();
  emit({.op = Opcode::Wrap, .bits = bits, .is_signed = is_signed, .dst = dst, .a = a});
  return dst;
}

Register CodeBuilder::choose(Value low, Value high) {
  const Register a = constant(low), b = constant(high);
  return binary(Opcode::Choose, a, b);
}

Register CodeBuilder::load(Cell cell, Register index, const Type* type) {
  const Register dst = temporary(type);
  emit({.op = Opcode::Load, .dst = dst, .a = index, .imm = cell, .side = builder_->access(AccessKind::Read)});
  return dst;
}

void CodeBuilder::store(Cell cell, Register value, Register index) {
  emit({.op = Opcode::Store, .a = index, .b = value, .imm = cell, .side = builder_->access(AccessKind::Write)});
}

Register CodeBuilder::address(Cell cell, Register index, std::int32_t scale) {
  const Register dst = temporary(page_pointer());
  emit({.op = Opcode::Address, .dst = dst, .a = index, .imm = cell, .scale = scale});
  return dst;
}

Register CodeBuilder::pointer_add(Register pointer, Register offset, std::uint32_t table, std::int32_t scale) {
  const Register dst = temporary(page_pointer());
  emit({.op = Opcode::PointerAdd, .dst = dst, .a = pointer, .b = offset, .scale = scale, .target = table});
  return dst;
}

void CodeBuilder::check_pointer(Register pointer, std::uint32_t table) {
  emit({.op = Opcode::CheckPointer, .a = pointer, .target = table});
}

void CodeBuilder::check_range(Register a, Value low, Value high) {
  TransitionSystem& system = builder_->system;
  system.ranges.push_back({low, high});
  system.failures.push_back({Check::ValueRange, -1, "out of range", {}});
  emit({.op = Opcode::CheckRange,
        .a = a,
        .target = static_cast<std::uint32_t>(system.ranges.size() - 1),
        .side = static_cast<std::uint32_t>(system.failures.size() - 1)});
}

void CodeBuilder::assume(Register a) { emit({.op = Opcode::Assume, .a = a}); }

void CodeBuilder::fail(Register a, Check check) {
  TransitionSystem& system = builder_->system;
  system.failures.push_back({check, -1, "failed", {}});
  emit({.op = Opcode::Fail, .a = a, .side = static_cast<std::uint32_t>(system.failures.size() - 1)});
}

std::uint32_t CodeBuilder::report(Register a) {
  TransitionSystem& system = builder_->system;
  system.failures.push_back({Check::WarnOn, -1, "reported", {}});
  const auto side = static_cast<std::uint32_t>(system.failures.size() - 1);
  emit({.op = Opcode::Report, .a = a, .side = side});
  return side;
}

std::uint32_t CodeBuilder::mark(std::vector<Register> arguments) {
  TransitionSystem& system = builder_->system;
  Mark mark;
  mark.arguments = std::move(arguments);
  system.marks.push_back(std::move(mark));
  const auto side = static_cast<std::uint32_t>(system.marks.size() - 1);
  emit({.op = Opcode::Mark, .side = side});
  return side;
}

CodeBuilder::Label CodeBuilder::label() {
  labels_.push_back(0);
  return static_cast<Label>(labels_.size() - 1);
}

void CodeBuilder::bind(Label label) { labels_[label] = static_cast<std::uint32_t>(code().instructions.size()); }
void CodeBuilder::jump(Label to) { uses_.push_back(emit({.op = Opcode::Jump, .target = to})); }
void CodeBuilder::branch_zero(Register a, Label to) {
  uses_.push_back(emit({.op = Opcode::BranchZero, .a = a, .target = to}));
}

std::uint32_t CodeBuilder::yield() {
  const auto location = static_cast<std::uint32_t>(thread().locations.size());
  const std::uint32_t index = emit({.op = Opcode::Yield, .side = location});
  Location at;
  at.resume = index + 1;
  thread().locations.push_back(at);
  return location;
}

void CodeBuilder::end() {
  const std::uint32_t location = yield();
  thread().locations[location].is_end = true;
  resolve_labels();
}

void CodeBuilder::resolve_labels() {
  for (std::uint32_t use : uses_) {
    std::uint32_t& target = code().instructions[use].target;
    target = labels_[target];
  }
  uses_.clear();
}

Builder::Builder() {
  system.cells.emplace_back();
  system.initial_memory.push_back(0);
  system.domains.emplace_back();
}

Cell Builder::cell(const std::string& name, Range range, Value initial, const Type* type) {
  return array(name, 0, range, initial, type);
}

Cell Builder::array(const std::string& name, std::uint32_t count, Range range, Value initial, const Type* type,
                    const std::string& member) {
  const auto begin = static_cast<Cell>(system.cells.size());
  const auto group = static_cast<std::uint32_t>(system.groups.size());
  system.groups.push_back({.type = type, .range = range, .written = true});
  for (std::uint32_t i = 0; i < std::max(count, 1u); ++i) {
    CellInfo info;
    info.object = count == 0 ? name : name + "[" + std::to_string(i) + "]";
    info.member = member;
    info.type = type;
    info.range = range;
    info.group = group;
    system.cells.push_back(info);
    system.initial_memory.push_back(initial);
  }
  system.cells.emplace_back();
  system.initial_memory.push_back(0);
  return begin;
}

void Builder::name_objects(const Type* type, Cell begin, std::uint32_t count, std::uint32_t stride) {
  const std::string first = system.cells[begin].object;
  const std::string variable = first.substr(0, first.find('['));
  if (variable == first) {
    system.objects.push_back({begin, type, variable, true});
    return;
  }
  system.types = types;
  system.objects.push_back({begin, types->array_of(type, count), variable, true});
  for (Cell cell = begin; cell < begin + count * stride; cell += stride)
    system.objects.push_back({cell, type, system.cells[cell].object, false});
}

std::uint32_t Builder::pointees(const Type* type, Cell begin, std::uint32_t count, std::uint32_t stride) {
  PointeeTable table;
  table.pointee = type;
  table.extents.push_back({begin, begin + count * stride, stride});
  name_objects(type, begin, count, stride);
  system.pointees.push_back(table);
  return static_cast<std::uint32_t>(system.pointees.size() - 1);
}

CodeBuilder Builder::thread(const std::string& name, std::uint32_t count, bool is_daemon) {
  const auto code = static_cast<std::uint32_t>(system.templates.size());
  ThreadTemplate thread;
  thread.name = name;
  thread.is_daemon = is_daemon;
  system.templates.push_back(thread);
  for (std::uint32_t number = 0; number < count; ++number) {
    ThreadInstance instance;
    instance.code = code;
    instance.number = number;
    instance.name = count == 1 ? name : name + "[" + std::to_string(number) + "]";
    system.instances.push_back(instance);
  }
  return {*this, static_cast<int>(code)};
}

std::uint32_t Builder::access(AccessKind kind) {
  Access access;
  access.kind = kind;
  for (std::uint32_t group = 0; group < system.groups.size(); ++group) access.groups.push_back(group);
  system.accesses.push_back(access);
  return static_cast<std::uint32_t>(system.accesses.size() - 1);
}

TransitionSystem& Builder::finish() {
  find_live_registers(system);
  bound_values(system);
  if (diagnostics.has_errors()) return system;
  recompute_registers(system);
  take_out_dead_code(system);
  lay_out(system, diagnostics);
  return system;
}

}  // namespace pagerace::system::testing
