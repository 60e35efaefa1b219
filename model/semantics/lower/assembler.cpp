#include "model/semantics/lower/assembler.hpp"

#include <limits>
#include <utility>

namespace pagerace::semantics {

namespace {

Range register_range(const Type* type) {
  if (!type->is_arithmetic()) return {0, std::numeric_limits<std::int32_t>::max()};
  return type->range();
}

}  // namespace

Register Assembler::fresh(const Type* type) {
  system::RegisterInfo info;
  info.type = type;
  info.range = register_range(type);
  code_.registers.push_back(info);
  return static_cast<Register>(code_.registers.size() - 1);
}

Register Assembler::variable(const Variable& variable, const std::string& name) {
  const Register result = fresh(variable.type);
  system::RegisterInfo& info = code_.registers.back();
  info.name = name;
  info.is_variable = true;
  info.span = variable.span;
  // An enum holds only its constants, and a bool 0 and 1: nobody has to write these ranges.
  const TypeKind kind = variable.type->kind;
  info.has_range = variable.has_range || kind == TypeKind::Enum || kind == TypeKind::Bool;
  if (variable.has_range) info.range = variable.range;
  if (variable.address_taken) addressed_.push_back(result);
  return result;
}

Label Assembler::label() {
  labels_.push_back(0);
  return static_cast<Label>(labels_.size() - 1);
}

void Assembler::bind(Label label) {
  flush_marks();
  labels_[label] = here();
}

namespace {

/// Whether marks before the instruction must stay before it: decisions and assignments, but not local computation.
bool is_event(const Instruction& i, const system::Code& code) {
  return system::has(i.op, system::kOrdersMarks) || (i.dst != kNoRegister && code.registers[i.dst].is_variable);
}

}  // namespace

std::uint32_t Assembler::emit(Instruction instruction) {
  if (marks_checks_ && system::has(instruction.op, system::kMayFail)) {
    checks_.push_back(here());
    code_.instructions.push_back({.op = Opcode::Jump, .target = here() + 1, .span = instruction.span});
  }
  if (is_event(instruction, code_)) flush_marks();
  code_.instructions.push_back(instruction);
  const std::uint32_t at = here() - 1;
  if (instruction.op == Opcode::Yield) flush_marks();
  return at;
}

void Assembler::mark(system::Mark mark) { held_marks_.push_back(std::move(mark)); }

void Assembler::flush_marks() {
  std::vector<system::Mark> marks;
  marks.swap(held_marks_);
  for (system::Mark& mark : marks) {
    const auto side = static_cast<std::uint32_t>(system_.marks.size());
    code_.instructions.push_back({.op = Opcode::Mark, .side = side, .span = mark.span});
    system_.marks.push_back(std::move(mark));
  }
}

Register Assembler::constant(Value value, const Type* type, Span span) {
  const Register dst = fresh(type);
  emit({.op = Opcode::Constant, .dst = dst, .imm = value, .span = span});
  return dst;
}

Register Assembler::unary(Opcode op, Register a, const Type* type, Span span) {
  const Register dst = fresh(type);
  emit({.op = op, .dst = dst, .a = a, .span = span});
  return dst;
}

Register Assembler::binary(Opcode op, Register a, Register b, const Type* type, Span span) {
  const Register dst = fresh(type);
  emit({.op = op, .dst = dst, .a = a, .b = b, .span = span});
  return dst;
}

Register Assembler::address(Value imm, Register a, std::int32_t scale, const Type* type, Span span) {
  const Register dst = fresh(type);
  emit({.op = Opcode::Address, .dst = dst, .a = a, .imm = imm, .scale = scale, .span = span});
  return dst;
}

void Assembler::move(Register dst, Register a, Span span) {
  if (dst != a) emit({.op = Opcode::Move, .dst = dst, .a = a, .span = span});
}

void Assembler::jump(Label to, Span span) {
  label_uses_.push_back(emit({.op = Opcode::Jump, .target = to, .span = span}));
}

void Assembler::branch_zero(Register a, Label to, Span span) {
  label_uses_.push_back(emit({.op = Opcode::BranchZero, .a = a, .target = to, .span = span}));
}

void Assembler::assume(Register a, Span span) { emit({.op = Opcode::Assume, .a = a, .span = span}); }

void Assembler::leave_probe(Register fails, Check check, std::string text, Span span) {
  const auto side = static_cast<std::uint32_t>(system_.failures.size());
  system_.failures.push_back({check, guard_->property, std::move(text), span});
  emit({.op = Opcode::Report, .a = fails, .side = side, .span = span});
  branch_zero(unary(Opcode::LogicalNot, fails, system_.types->int_type(), span), guard_->exit, span);
  exits_++;
}

void Assembler::fail(Register a, Check check, std::string text, Span span) {
  if (guard_) {
    const Register fails = a == kNoRegister ? constant(1, system_.types->int_type(), span) : a;
    return leave_probe(fails, check, std::move(text), span);
  }
  const auto side = static_cast<std::uint32_t>(system_.failures.size());
  system_.failures.push_back({check, -1, std::move(text), span});
  emit({.op = Opcode::Fail, .a = a, .side = side, .span = span});
}

void Assembler::assertion(Register a, system::Failure failure) {
  if (guard_)
    system_.properties[guard_->property].assertions.push_back(static_cast<std::uint32_t>(system_.failures.size()));
  if (guard_) return leave_probe(a, failure.check, std::move(failure.text), failure.span);
  report(a, std::move(failure));
}

/// A warning in what a probe calls is one about the probe.
void Assembler::report(Register a, system::Failure failure) {
  const auto side = static_cast<std::uint32_t>(system_.failures.size());
  const Span span = failure.span;
  if (guard_) failure.property = guard_->property;
  system_.failures.push_back(std::move(failure));
  emit({.op = Opcode::Report, .a = a, .side = side, .span = span});
}

void Assembler::check_pointer(Register a, std::uint32_t table, Span span) {
  if (guard_) {
    const Type* type = system_.types->int_type();
    const Register is_null = unary(Opcode::LogicalNot, a, type, span);
    leave_probe(is_null, Check::NullPointer, "NULL is dereferenced in a probe", span);
    const std::vector<system::PointeeTable::Extent> extents = system_.pointees[table].extents;
    for (const system::PointeeTable::Extent& extent : extents) {
      const Register is_end = binary(Opcode::Equal, a, constant(extent.end, type, span), type, span);
      leave_probe(is_end, Check::OutOfBounds, "a pointer past the end of an array is dereferenced in a probe", span);
    }
  }
  emit({.op = Opcode::CheckPointer, .a = a, .target = table, .span = span});
}

void Assembler::check_member(Register a, std::uint32_t table, Span span) {
  if (guard_) {
    const Type* type = system_.types->int_type();
    leave_probe(unary(Opcode::LogicalNot, a, type, span), Check::NullPointer, "NULL is no member of a struct", span);
    Register is_member = constant(0, type, span);
    const std::vector<system::PointeeTable::Extent> extents = system_.pointees[table].extents;
    for (const system::PointeeTable::Extent& extent : extents) {
      for (system::Cell at = extent.begin; at < extent.end; at += extent.stride) {
        const Register here = binary(Opcode::Equal, a, constant(at, type, span), type, span);
        is_member = binary(Opcode::BitOr, is_member, here, type, span);
      }
    }
    leave_probe(unary(Opcode::LogicalNot, is_member, type, span), Check::OutOfBounds,
                "a pointer is not to " + system_.pointees[table].member, span);
  }
  emit({.op = Opcode::CheckPointer, .a = a, .target = table, .span = span});
}

Register Assembler::pointer_add(Register a, Register b, std::int32_t scale, std::uint32_t table, const Type* type,
                                Span span) {
  if (guard_) {
    const Type* number = system_.types->int_type();
    const Register to = binary(Opcode::Add, a, address(0, b, scale, number, span), number, span);
    leave_probe(unary(Opcode::LogicalNot, a, number, span), Check::NullPointer, "NULL is moved, or used as an index",
                span);
    Register stays = constant(0, number, span);
    const std::vector<system::PointeeTable::Extent> extents = system_.pointees[table].extents;
    for (const system::PointeeTable::Extent& extent : extents) {
      const Register begin = constant(extent.begin, number, span), end = constant(extent.end, number, span);
      Register inside = binary(Opcode::LessEqual, begin, a, number, span);
      inside = binary(Opcode::BitAnd, inside, binary(Opcode::LessEqual, a, end, number, span), number, span);
      inside = binary(Opcode::BitAnd, inside, binary(Opcode::LessEqual, begin, to, number, span), number, span);
      inside = binary(Opcode::BitAnd, inside, binary(Opcode::LessEqual, to, end, number, span), number, span);
      stays = binary(Opcode::BitOr, stays, inside, number, span);
    }
    leave_probe(unary(Opcode::LogicalNot, stays, number, span), Check::OutOfBounds, "a pointer leaves its array", span);
  }
  const Register dst = fresh(type);
  emit({.op = Opcode::PointerAdd, .dst = dst, .a = a, .b = b, .scale = scale, .target = table, .span = span});
  return dst;
}

void Assembler::check_range(Register a, Range range, Check check, std::string text, Span span) {
  if (guard_) {
    const Type* type = system_.types->int_type();
    const Register low = binary(Opcode::LessEqual, constant(range.low, type, span), a, type, span);
    const Register high = binary(Opcode::LessEqual, a, constant(range.high, type, span), type, span);
    const Register fits = binary(Opcode::BitAnd, low, high, type, span);
    leave_probe(unary(Opcode::LogicalNot, fits, type, span), check, std::move(text), span);
    return;
  }
  const auto side = static_cast<std::uint32_t>(system_.failures.size());
  system_.failures.push_back({check, -1, std::move(text), span});
  const auto target = static_cast<std::uint32_t>(system_.ranges.size());
  system_.ranges.push_back(range);
  emit({.op = Opcode::CheckRange, .a = a, .target = target, .side = side, .span = span});
}

void Assembler::finish() {
  flush_marks();
  for (const std::uint32_t use : label_uses_) {
    std::uint32_t& target = code_.instructions[use].target;
    target = labels_[target];
  }
}

}  // namespace pagerace::semantics
