// Constructs that are no C expressions: waiting, failing, fences, poison.
#include <algorithm>
#include <utility>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

namespace {

constexpr const char* kSleepers = "sleepers";  // the field of struct wait_queue_head in vocabulary.race

std::size_t sleepers_field(const Type* queue) {
  const auto& fields = queue->structure->fields;
  for (std::size_t i = 0; i < fields.size(); i++)
    if (fields[i].name == kSleepers) return i;
  return 0;
}

}  // namespace

// Each step does this: wait until this thread is not marked as asleep, test the condition, and mark the thread as
// asleep again if it is false. In the kernel, prepare_to_wait() stands before the test, so a wake-up in between is not
// lost (include/linux/wait.h). Only a wake-up that nobody sends is lost.
Register Emitter::wait_event(const Expr& expr) {
  const Span span = expr.span;
  if (in_atomic()) {
    context_.diagnostics.error(span, "wait_event() would sleep inside an atomic section",
                               "use `assume(condition)` there, or wait before the section");
    return kNoRegister;
  }
  if (expr.may_end) {
    begin_atomic(span);
    const Register wanted = value_copy(*expr.operands[1]);
    end_atomic();
    return wanted;
  }
  const Pins outer = std::exchange(pins_, Pins::All);
  const Place queue = place(*expr.operands[0]);
  pins_ = outer;
  const Place sleepers = member(queue, sleepers_field(queue.type), span);
  const Register self = as_.fresh(int_type());
  as_.emit({.op = Opcode::Self, .dst = self, .span = span});
  const Register bit = as_.binary(Opcode::Subtract, self, as_.constant(1, int_type(), span), int_type(), span);
  const Register mask = as_.binary(Opcode::ShiftLeft, as_.constant(1, sleepers.type, span), bit, sleepers.type, span);
  const Label again = as_.label();
  const Label done = as_.label();
  as_.bind(again);
  begin_atomic(span);
  const Register before = load(sleepers, Ordering::Full, span);
  const Register asleep = as_.binary(Opcode::BitAnd, before, mask, sleepers.type, span);
  as_.assume(as_.unary(Opcode::LogicalNot, asleep, int_type(), span), span);
  const Register wanted = value(*expr.operands[1]);
  as_.branch_zero(as_.unary(Opcode::LogicalNot, wanted, int_type(), span), done, span);
  store(sleepers, as_.binary(Opcode::BitOr, before, mask, sleepers.type, span), Ordering::Full, span);
  end_atomic();
  if (expr.operands.size() > 2) sleep_unlocked(expr, sleepers, mask);
  as_.jump(again, span);
  as_.bind(done);
  return kNoRegister;
}

/// The lock is given back while the thread sleeps, and taken before it looks at the condition again.
void Emitter::sleep_unlocked(const Expr& expr, const Place& sleepers, Register mask) {
  effect(*expr.operands[2]);
  begin_atomic(expr.span);
  const Register before = load(sleepers, Ordering::Full, expr.span);
  const Register asleep = as_.binary(Opcode::BitAnd, before, mask, sleepers.type, expr.span);
  as_.assume(as_.unary(Opcode::LogicalNot, asleep, int_type(), expr.span), expr.span);
  end_atomic();
  effect(*expr.operands[3]);
}

Register Emitter::fail_if(const Expr& expr) {
  if (expr.kind == ExprKind::Fail) {
    as_.fail(kNoRegister, expr.check, expr.text, expr.span);
    return kNoRegister;
  }
  const Register condition = value(*expr.operands[0]);
  if (expr.check == Check::WarnOn) {
    as_.report(condition, {Check::WarnOn, -1, expr.text, expr.span});
  } else {
    as_.fail(condition, expr.check, expr.text, expr.span);
  }
  return condition;
}

/// An inlined function has it several times, but it is one check of the program.
void Emitter::switched_off(const Expr& expr) {
  std::vector<Span>& all = context_.system.switched_off;
  const auto is_known = [&](const Span& span) { return span.file == expr.span.file && span.begin == expr.span.begin; };
  if (std::none_of(all.begin(), all.end(), is_known)) all.push_back(expr.span);
}

void Emitter::assertion(const Expr& expr) {
  const Register holds = value(*expr.operands[0]);
  const Register fails = as_.unary(Opcode::LogicalNot, holds, int_type(), expr.span);
  as_.assertion(fails, {Check::Assertion, probe_property_, expr.text, expr.span});
}

void Emitter::fence(const Expr& expr) {
  system::Access access;
  access.kind = system::AccessKind::Fence;
  access.ordering = Ordering::Full;
  access.fence = expr.fence;
  access.span = expr.span;
  context_.system.accesses.push_back(access);
  as_.emit({.op = Opcode::FenceOp,
            .side = static_cast<std::uint32_t>(context_.system.accesses.size() - 1),
            .span = expr.span});
}

void Emitter::set_poison(const Expr& expr, Value on) {
  if (expr.may_end) return free_object(expr);
  const Place object = place(*expr.operands[0]);
  if (!memory_.has_poison(object.type->structure))
    return;  // nothing poisons such a struct: there is nothing to take back
  const Place cell = hidden_cell(object);
  store(cell, as_.constant(on, cell.type, expr.span), Ordering::Plain, expr.span);
}

}  // namespace pagerace::semantics
