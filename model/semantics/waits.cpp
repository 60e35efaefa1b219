// The forms of wait_event() that may end before the condition is true, or that give a lock back meanwhile.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/conversions.hpp"

namespace pagerace::semantics {

namespace {

constexpr Value kInterrupted = -512;  // -ERESTARTSYS

}  // namespace

/// The place of the wait queue, which is argument 1.
ExprPtr Expressions::wait_queue(const syntax::CallExpr& call) {
  const std::string& name = call.callee.name;
  ExprPtr queue = place(*call.arguments[0], quoted(name));
  if (!queue) return nullptr;
  const bool is_queue = queue->type->kind == TypeKind::Struct && queue->type->structure->name == "wait_queue_head";
  if (!is_queue) {
    context_.error(
        queue->span,
        fmt::format("argument 1 of '{}' is a wait_queue_head_t, not {}", name, quoted(queue->type->spelling())),
        queue->type->is_pointer() ? "write * before it" : "");
    return nullptr;
  }
  if (scope_.in_one_piece()) {
    context_.error(call.callee.span, fmt::format("{} gives way to other threads, and this runs in one piece", name),
                   "assume(e) blocks the piece as a whole");
    return nullptr;
  }
  return mark_assigned(*queue) ? std::move(queue) : nullptr;
}

/// One look at the condition, at any time: 1 if it is true then. That is all that others see of a wait which ends by
/// itself: what was seen before was false.
ExprPtr Expressions::look_once(const syntax::CallExpr& call, Span span) {
  ExprPtr queue = wait_queue(call);
  ExprPtr condition = truth(*call.arguments[1]);
  if (!queue || !condition) return nullptr;
  auto look = make(ExprKind::WaitEvent, types_.int_type(), span, std::move(queue), std::move(condition));
  look->may_end = true;
  return look;
}

/// 0 if the condition is false in the end, else the time that is left: 1.
ExprPtr Expressions::wait_event_timeout(const syntax::CallExpr& call, Span span) {
  ExprPtr timeout = number(*call.arguments[2], quoted(call.callee.name));
  ExprPtr look = look_once(call, span);
  if (!timeout || !look) return nullptr;
  const Type* type = look->type;
  return may_sleep(make(ExprKind::Comma, type, span, std::move(timeout), std::move(look)), span);
}

/// A signal comes while it waits, or none does: then it waits for as long as it takes.
ExprPtr Expressions::wait_event_signal(const syntax::CallExpr& call, Span span) {
  const Type* type = types_.int_type();
  ExprPtr look = look_once(call, span);
  ExprPtr queue = look ? wait_queue(call) : nullptr;
  ExprPtr condition = queue ? truth(*call.arguments[1]) : nullptr;
  if (!condition) return nullptr;
  ExprPtr wait = make(ExprKind::WaitEvent, types_.void_type(), span, std::move(queue), std::move(condition));
  ExprPtr comes = make(ExprKind::AnyRange, type, span, make_constant(0, type, span), make_constant(1, type, span));
  ExprPtr with_signal = make(ExprKind::Conditional, type, span, std::move(look), make_constant(0, type, span),
                             make_constant(kInterrupted, type, span));
  ExprPtr without = make(ExprKind::Comma, type, span, std::move(wait), make_constant(0, type, span));
  return may_sleep(
      make(ExprKind::Conditional, type, span, std::move(comes), std::move(with_signal), std::move(without)), span);
}

ExprPtr Expressions::wait_event_signal_timeout(const syntax::CallExpr& call, Span span) {
  const Type* type = types_.int_type();
  ExprPtr timeout = number(*call.arguments[2], quoted(call.callee.name));
  ExprPtr look = look_once(call, span);
  if (!timeout || !look) return nullptr;
  ExprPtr comes = make(ExprKind::AnyRange, type, span, make_constant(0, type, span), make_constant(1, type, span));
  ExprPtr early = make(ExprKind::Conditional, type, span, std::move(comes), make_constant(kInterrupted, type, span),
                       make_constant(0, type, span));
  ExprPtr result =
      make(ExprKind::Conditional, type, span, std::move(look), make_constant(1, type, span), std::move(early));
  return may_sleep(make(ExprKind::Comma, type, span, std::move(timeout), std::move(result)), span);
}

/// The lock is held where the condition is looked at, and not while the thread sleeps.
ExprPtr Expressions::wait_event_lock_irq(const syntax::CallExpr& call, Span span) {
  ExprPtr queue = wait_queue(call);
  ExprPtr condition = truth(*call.arguments[1]);
  const auto change = [&](const char* name) {
    std::vector<ExprPtr> arguments;
    arguments.push_back(address_of(*call.arguments[2], call.arguments[2]->span));
    ExprPtr changed = call_of(name, std::move(arguments), {name, span}, span);
    if (changed) changed->unseen = true;
    return changed;
  };
  ExprPtr give = change("spin_unlock_irq");
  ExprPtr take = give ? change("spin_lock_irq") : nullptr;
  if (!queue || !condition || !take) return nullptr;
  // After the lock is given back, so that only another one is in the way of sleeping.
  ExprPtr checked = may_sleep(make_constant(0, types_.int_type(), span), span);
  give = make(ExprKind::Comma, types_.int_type(), span, std::move(give), std::move(checked));
  return make(ExprKind::WaitEvent, types_.void_type(), span, std::move(queue), std::move(condition), std::move(give),
              std::move(take));
}

}  // namespace pagerace::semantics
