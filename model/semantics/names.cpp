// Finds the meaning of a name in an expression.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

ExprPtr Expressions::visit(const syntax::NameExpr& name, Span span) {
  if (Variable* variable = scope_.find(name.name)) {
    context_.used.insert(variable);
    if (variable->type == nullptr) return nullptr;
    ExprPtr place = variable_place(variable, span);
    return variable->by_value ? dereference(load(std::move(place)), span) : std::move(place);
  }
  if (name.name == "self") return self(span);
  if (name.name == "NR_THREADS") {
    const auto count = context_.globals->nr_threads(span);
    return count ? make_constant(*count, types_.int_type(), span) : nullptr;
  }
  if (name.name == "retval") return retval(span);
  return global(name.name, span);
}

ExprPtr Expressions::self(Span span) {
  if (scope_.kind == Scope::Kind::Formula) {
    context_.error(span, "a formula has no thread that 'self' could stand for",
                   "forall (thread : 1 .. NR_THREADS) e is about every thread; a probe knows which one runs");
    return nullptr;
  }
  return make(ExprKind::Self, types_.int_type(), span);
}

ExprPtr Expressions::variable_place(Variable* variable, Span span) {
  auto place = make(ExprKind::VariablePlace, variable->type, span);
  place->variable = variable;
  return place;
}

ExprPtr Expressions::global(const std::string& name, Span span) {
  Global* global = context_.globals->find(name);
  if (global == nullptr) return unknown(name, span);
  if (global->kind == Global::Kind::Function) return function_value(*global, span);
  if (!context_.globals->resolve(*global)) return nullptr;
  if (global->kind != Global::Kind::Variable) return make_constant(global->value, global->type, span);
  context_.used.insert(global->variable);
  return variable_place(global->variable, span);
}

ExprPtr Expressions::retval(Span span) {
  if (scope_.returning == nullptr) {
    context_.error(span, "retval is only known in a 'return probe'");
    return nullptr;
  }
  if (scope_.returned == nullptr || scope_.returned->kind == TypeKind::Void) {
    if (scope_.returned != nullptr)
      context_.error(span,
                     fmt::format("'{}' returns nothing, so there is no retval", scope_.returning->function->name));
    return nullptr;
  }
  if (scope_.returning->retval == nullptr) {
    Variable* variable = context_.new_variable({"retval", span}, scope_.returned, Storage::Local);
    variable->range = scope_.returned->range();
    variable->is_const = true;
    scope_.body->locals.push_back(variable);
    scope_.returning->retval = variable;
  }
  return variable_place(const_cast<Variable*>(scope_.returning->retval), span);
}

ExprPtr Expressions::unknown(const std::string& name, Span span) {
  if (name == kPages && !context_.in_scenario(span)) context_.asks_for_pages = span;
  if (!scope_.reported.insert(name).second) return nullptr;
  if (is_builtin(name)) {
    context_.error(span, fmt::format("'{}' needs its arguments: {}(...)", name, name));
    return nullptr;
  }
  if (const std::string hint = context_.hint_for_missing(name); !hint.empty()) {
    context_.error(span, fmt::format("unknown name '{}'", name), hint);
    return nullptr;
  }
  std::vector<std::string> names = scope_.visible_names();
  for (std::string& known : context_.globals->names()) names.push_back(std::move(known));
  context_.error(span, fmt::format("unknown name '{}'", name), Context::suggestion(name, names));
  return nullptr;
}

}  // namespace pagerace::semantics
