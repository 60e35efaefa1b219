// Pointers that readers of RCU follow. They are read and stored as others are; what is added is lockdep's check.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

/// A function of the vocabulary that checks something, and then the thing itself.
ExprPtr Expressions::after_check(const std::string& check, std::vector<ExprPtr> arguments, ExprPtr then, Span span) {
  if (!then) return nullptr;
  ExprPtr call = call_of(check, std::move(arguments), {check, span}, span);
  if (!call) return nullptr;
  call->unseen = true;
  const Type* type = then->type;
  return make(ExprKind::Comma, type, span, std::move(call), std::move(then));
}

/// rcu_dereference(p) and its kin. `_raw` and rcu_access_pointer() check nothing.
ExprPtr Expressions::rcu_dereference(const syntax::CallExpr& call, Span span) {
  const std::string& name = call.callee.name;
  ExprPtr object = place(*call.arguments[0], quoted(name));
  if (!object) return nullptr;
  if (!object->type->is_pointer()) {
    context_.error(object->span,
                   fmt::format("'{}' reads a pointer, and this is {}", name, quoted(object->type->spelling())));
    return nullptr;
  }
  const Type* type = object->type;
  auto read = make(ExprKind::Read, type, span, std::move(object));
  read->ordering = name == "rcu_dereference_protected" ? Ordering::Plain : Ordering::Once;
  if (name == "rcu_access_pointer" || name == "rcu_dereference_raw") return read;
  std::vector<ExprPtr> arguments;
  if (name == "srcu_dereference") {
    arguments.push_back(argument(*call.arguments[1]));
    return after_check("__srcu_dereference_check", std::move(arguments), std::move(read), span);
  }
  const bool is_protected = name == "rcu_dereference_protected";
  arguments.push_back(call.arguments.size() > 1 ? truth(*call.arguments[1])
                                                : make_constant(0, types_.int_type(), span));
  if (!arguments.back()) return nullptr;
  const char* check = is_protected ? "__rcu_protected_check" : "__rcu_dereference_check";
  return after_check(check, std::move(arguments), std::move(read), span);
}

ExprPtr Expressions::rcu_assign(const syntax::CallExpr& call, Span span) {
  const std::string& name = call.callee.name;
  ExprPtr object = place(*call.arguments[0], quoted(name));
  if (!object || !mark_assigned(*object)) return nullptr;
  if (!object->type->is_pointer()) {
    context_.error(object->span,
                   fmt::format("'{}' stores a pointer, and this is {}", name, quoted(object->type->spelling())));
    return nullptr;
  }
  const Ordering ordering = name == "rcu_assign_pointer" ? Ordering::Release : Ordering::Once;
  ExprPtr stored = store(std::move(object), *call.arguments[1], ordering, span);
  if (stored) stored->type = types_.void_type();
  return stored;
}

/// rcu_replace_pointer(p, new, condition): the old value.
ExprPtr Expressions::rcu_replace(const syntax::CallExpr& call, Span span) {
  ExprPtr object = place(*call.arguments[0], "'rcu_replace_pointer'");
  ExprPtr target = place(*call.arguments[0], "'rcu_replace_pointer'");
  ExprPtr condition = truth(*call.arguments[2]);
  if (!object || !target || !condition || !mark_assigned(*target)) return nullptr;
  if (!object->type->is_pointer() || has_side_effect(*object)) {
    context_.error(object->span, "'rcu_replace_pointer' needs a pointer variable");
    return nullptr;
  }
  const Type* type = object->type;
  Variable* old = new_let("__old", type, span);
  old->is_assigned = true;
  std::vector<ExprPtr> arguments;
  arguments.push_back(std::move(condition));
  ExprPtr before = after_check("__rcu_protected_check", std::move(arguments), load(std::move(object)), span);
  ExprPtr stored = store(std::move(target), *call.arguments[1], Ordering::Release, span);
  if (!stored) return nullptr;
  ExprPtr body = make(ExprKind::Comma, type, span, std::move(stored), load(variable_place(old, span)));
  return let(old, std::move(before), std::move(body));
}

}  // namespace pagerace::semantics
