// Calls of functions that are written in the language.
#include <fmt/format.h>

#include "model/semantics/absent.hpp"
#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

ExprPtr Expressions::visit(const syntax::CallExpr& call, Span span) {
  const Builtin* builtin = find_builtin(call.callee.name);
  if (builtin == nullptr || (builtin->only_vocabulary && !context_.in_vocabulary(span))) return user_call(call, span);
  const std::size_t count = call.arguments.size();
  if (count < builtin->least || count > builtin->most) {
    context_.error(span, fmt::format("'{}' takes {}, not {}", call.callee.name,
                                     count_of(builtin->least, builtin->most, "argument"), count));
    return nullptr;
  }
  if (scope_.kind != Scope::Kind::Constant || builtin->is_constant) return (this->*builtin->check)(call, span);
  context_.error(span, fmt::format("'{}' cannot stand in a constant", call.callee.name));
  return nullptr;
}

ExprPtr Expressions::user_call(const syntax::CallExpr& call, Span span) {
  const std::string& name = call.callee.name;
  Global* global = scope_.find(name) != nullptr ? nullptr : context_.globals->find(name);
  std::vector<ExprPtr> arguments;
  for (const auto& written : call.arguments) {
    const bool is_text = std::holds_alternative<syntax::StringLiteral>(written->node);
    arguments.push_back(is_text && global == nullptr ? nullptr : argument(*written));
  }
  if (global == nullptr && scope_.find(name) == nullptr) {
    if (!scope_.reported.insert(name).second) return nullptr;
    if (const std::string hint = context_.hint_for_missing(name); !hint.empty()) {
      context_.error(call.callee.span, fmt::format("unknown function '{}'", name), hint);
      return nullptr;
    }
    std::vector<std::string> names = builtin_names();
    for (const auto& [known, other] : context_.globals->all())
      if (other.kind == Global::Kind::Function) names.push_back(known);
    context_.error(call.callee.span, fmt::format("unknown function '{}'", name), Context::suggestion(name, names));
    return nullptr;
  }
  if (global == nullptr || global->kind != Global::Kind::Function) {
    context_.error(call.callee.span, fmt::format("'{}' is not a function", name));
    return nullptr;
  }
  if (!context_.globals->resolve(*global)) {
    // Nothing was reported when it was left out: who calls it is left out too, or in the wrong.
    if (global->is_absent) report_absent(context_, *global, call.callee.span);
    return nullptr;
  }
  const Function& function = *global->function;
  const bool in_atomic = scope_.atomic_depth > 0 && !scope_.is_observer();
  context_.calls.push_back(
      {scope_.function, &function, span, scope_.in_one_piece() && !scope_.is_observer(), in_atomic});
  if (global->definition == nullptr) {
    context_.error(call.callee.span, fmt::format("'{}' is declared but never defined", name));
    context_.diagnostics.note(function.span, "it is declared here");
    return nullptr;
  }
  if (scope_.kind == Scope::Kind::Constant) {
    context_.error(span, fmt::format("'{}' cannot be called in a constant", name));
    return nullptr;
  }
  const auto& parameters = function.body.parameters;
  if (arguments.size() != parameters.size()) {
    context_.error(span, fmt::format("'{}' takes {}, not {}", name,
                                     count_of(parameters.size(), parameters.size(), "argument"), arguments.size()));
    context_.diagnostics.note(function.span, "it is defined here");
    return nullptr;
  }
  auto result = make(ExprKind::Call, function.result, span);
  result->function = &function;
  bool good = true;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string what = fmt::format("argument {} of '{}'", i + 1, name);
    result->operands.push_back(semantics::assigned(context_, std::move(arguments[i]), parameters[i]->type, what));
    good = good && result->operands.back() != nullptr;
  }
  return good ? std::move(result) : nullptr;
}

}  // namespace pagerace::semantics
