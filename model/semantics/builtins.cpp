// Built-in accesses: READ_ONCE and its like, atomic exchanges, fences, waiting.
#include "model/semantics/builtins.hpp"

#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"

namespace pagerace::semantics {

namespace {

/// Returns false, with an error, if `place` is not a scalar.
bool is_scalar_place(Context& context, const Expr& place, const std::string& name) {
  if (place.type->is_scalar()) return true;
  context.error(place.span,
                fmt::format("'{}' needs a number or a pointer, and this is {}", name, quoted(place.type->spelling())));
  return false;
}

}  // namespace

ExprPtr Expressions::read_once(const syntax::CallExpr& call, Span span) {
  ExprPtr object = place(*call.arguments[0], "'READ_ONCE'");
  if (!object || !is_scalar_place(context_, *object, "READ_ONCE")) return nullptr;
  const Type* type = object->type;
  auto result = make(ExprKind::Read, type, span, std::move(object));
  result->ordering = Ordering::Once;
  return result;
}

ExprPtr Expressions::load_acquire(const syntax::CallExpr& call, Span span) {
  ExprPtr object = pointed_to(*call.arguments[0], "'smp_load_acquire'");
  if (!object || !is_scalar_place(context_, *object, "smp_load_acquire")) return nullptr;
  const Type* type = object->type;
  auto result = make(ExprKind::Read, type, span, std::move(object));
  result->ordering = Ordering::Acquire;
  return result;
}

ExprPtr Expressions::write_once(const syntax::CallExpr& call, Span span) {
  ExprPtr object = place(*call.arguments[0], "'WRITE_ONCE'");
  if (!object || !is_scalar_place(context_, *object, "WRITE_ONCE") || !mark_assigned(*object)) return nullptr;
  return store(std::move(object), *call.arguments[1], Ordering::Once, span);
}

ExprPtr Expressions::store_release(const syntax::CallExpr& call, Span span) {
  ExprPtr object = pointed_to(*call.arguments[0], "'smp_store_release'");
  if (!object || !is_scalar_place(context_, *object, "smp_store_release") || !mark_assigned(*object)) return nullptr;
  return store(std::move(object), *call.arguments[1], Ordering::Release, span);
}

ExprPtr Expressions::exchange(const syntax::CallExpr& call, Span span) {
  ExprPtr object = pointed_to(*call.arguments[0], "'xchg'");
  if (!object || !is_scalar_place(context_, *object, "xchg") || !mark_assigned(*object)) return nullptr;
  const Type* type = object->type;
  ExprPtr stored = assigned(*call.arguments[1], type, "argument 2 of 'xchg'");
  if (!stored) return nullptr;
  auto result = make(ExprKind::Exchange, type, span, std::move(object), std::move(stored));
  result->ordering = Ordering::Full;
  return result;
}

ExprPtr Expressions::compare_exchange(const syntax::CallExpr& call, Span span) {
  ExprPtr object = pointed_to(*call.arguments[0], "'cmpxchg'");
  if (!object || !is_scalar_place(context_, *object, "cmpxchg") || !mark_assigned(*object)) return nullptr;
  const Type* type = object->type;
  ExprPtr expected = assigned(*call.arguments[1], type, "argument 2 of 'cmpxchg'");
  ExprPtr stored = assigned(*call.arguments[2], type, "argument 3 of 'cmpxchg'");
  if (!expected || !stored) return nullptr;
  auto result = make(ExprKind::CompareExchange, type, span, std::move(object), std::move(expected), std::move(stored));
  result->ordering = Ordering::Full;
  return result;
}

ExprPtr Expressions::try_compare_exchange(const syntax::CallExpr& call, Span span) {
  ExprPtr object = pointed_to(*call.arguments[0], "'try_cmpxchg'");
  ExprPtr expected = pointed_to(*call.arguments[1], "'try_cmpxchg'");
  if (!object || !expected || !is_scalar_place(context_, *object, "try_cmpxchg")) return nullptr;
  if (!mark_assigned(*object) || !mark_assigned(*expected)) return nullptr;
  if (expected->type != object->type) {
    context_.error(expected->span, fmt::format("argument 2 of 'try_cmpxchg' points to {}, and argument 1 to {}",
                                               quoted(expected->type->spelling()), quoted(object->type->spelling())));
    return nullptr;
  }
  ExprPtr stored = assigned(*call.arguments[2], object->type, "argument 3 of 'try_cmpxchg'");
  if (!stored) return nullptr;
  auto result = make(ExprKind::TryCompareExchange, types_.bool_type(), span, std::move(object), std::move(expected),
                     std::move(stored));
  result->ordering = Ordering::Full;
  return result;
}

ExprPtr Expressions::fence(const syntax::CallExpr& call, Span span) {
  auto result = make(ExprKind::FenceExpr, types_.void_type(), span);
  result->ordering = Ordering::Full;
  if (call.callee.name == "smp_wmb") result->fence = Fence::Write;
  if (call.callee.name == "smp_rmb") result->fence = Fence::Read;
  return result;
}

ExprPtr Expressions::wait_event(const syntax::CallExpr& call, Span span) {
  ExprPtr queue = place(*call.arguments[0], "'wait_event'");
  ExprPtr condition = truth(*call.arguments[1]);
  if (!queue || !condition) return nullptr;
  const bool is_queue = queue->type->kind == TypeKind::Struct && queue->type->structure->name == "wait_queue_head";
  if (!is_queue) {
    context_.error(
        queue->span,
        fmt::format("argument 1 of 'wait_event' is a wait_queue_head_t, not {}", quoted(queue->type->spelling())),
        queue->type->is_pointer() ? "write * before it" : "");
    return nullptr;
  }
  if (scope_.in_one_piece()) {
    context_.error(span, "wait_event gives way to other threads, and this runs in one piece",
                   "assume(e) blocks the piece as a whole");
    return nullptr;
  }
  if (!mark_assigned(*queue)) return nullptr;
  return may_sleep(make(ExprKind::WaitEvent, types_.void_type(), span, std::move(queue), std::move(condition)), span);
}

ExprPtr Expressions::cond_resched(const syntax::CallExpr&, Span span) {
  return may_sleep(make(ExprKind::Yield, types_.void_type(), span), span);
}

ExprPtr Expressions::array_size(const syntax::CallExpr& call, Span span) {
  ExprPtr array = place(*call.arguments[0], "'ARRAY_SIZE'");
  if (!array) return nullptr;
  if (array->type->kind == TypeKind::Array) return make_constant(array->type->count, types_.integer(64, false), span);
  context_.error(array->span,
                 fmt::format("'ARRAY_SIZE' needs an array, and this is {}", quoted(array->type->spelling())));
  return nullptr;
}

ExprPtr Expressions::likely(const syntax::CallExpr& call, Span span) {
  ExprPtr result = truth(*call.arguments[0]);
  if (result) result->span = span;
  return result;
}

}  // namespace pagerace::semantics
