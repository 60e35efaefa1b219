// Built-ins about locks and contexts: lockdep's assertions, what may sleep, and what the vocabulary reports them with.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

/// lock_fault(e, "text"), lock_warning(e, "text"), sleep_warning(e, "text"): after a warning the execution goes on, as
/// the kernel does. count_warning(e, "text"): WARN_ON is violated, and the execution ends.
ExprPtr Expressions::lock_fault(const syntax::CallExpr& call, Span span) {
  ExprPtr condition = truth(*call.arguments[0]);
  const auto* text = std::get_if<syntax::StringLiteral>(&call.arguments[1]->node);
  if (text == nullptr)
    context_.error(call.arguments[1]->span, fmt::format("argument 2 of '{}' is a text in quotes", call.callee.name));
  if (!condition || text == nullptr) return nullptr;
  auto result = make(ExprKind::LockFault, types_.void_type(), span, std::move(condition));
  const std::string& name = call.callee.name;
  result->check = name == "sleep_warning"   ? Check::SleepingInAtomic
                  : name == "count_warning" ? Check::WarnOn
                                            : Check::LockMisuse;
  result->goes_on = name == "lock_warning" || name == "sleep_warning";
  result->text = text->value;
  return result;
}

ExprPtr Expressions::own(const syntax::CallExpr& call, Span span) {
  ExprPtr said = truth(*call.arguments[0]);
  return said ? make(ExprKind::Own, types_.int_type(), span, std::move(said)) : nullptr;
}

/// C has no overloading, and in the kernel these are macros: what is called depends on the kind of the lock.
ExprPtr Expressions::lockdep(const syntax::CallExpr& call, Span span) {
  const std::string& name = call.callee.name;
  ExprPtr lock = argument(*call.arguments[0]);
  if (!lock) return nullptr;
  const Type* type = lock->type->is_pointer() ? lock->type->element : nullptr;
  const bool is_struct = type != nullptr && type->kind == TypeKind::Struct;
  const std::string chosen = is_struct ? fmt::format("__{}_{}", name, type->structure->name) : "";
  if (chosen.empty() || context_.globals->find(chosen) == nullptr) {
    context_.error(lock->span,
                   fmt::format("'{}' needs a pointer to a lock that it knows, and this is {}", name,
                               quoted(lock->type->spelling())),
                   lock->type->is_pointer() ? "" : "take the address with &");
    return nullptr;
  }
  std::vector<ExprPtr> arguments;
  arguments.push_back(std::move(lock));
  return call_of(chosen, std::move(arguments), call.callee, span);
}

/// The check that the kernel makes at the start of whatever may sleep, and then the thing itself.
ExprPtr Expressions::may_sleep(ExprPtr then, Span span) {
  if (context_.globals->find("__might_sleep") == nullptr) return then;
  ExprPtr check = call_of("__might_sleep", {}, {"__might_sleep", span}, span);
  if (!check) return then;
  check->unseen = true;
  const Type* type = then->type;
  return make(ExprKind::Comma, type, span, std::move(check), std::move(then));
}

}  // namespace pagerace::semantics
