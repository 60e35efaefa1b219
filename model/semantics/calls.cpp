// Calls of functions that are written in the language.
#include <fmt/format.h>

#include "model/semantics/absent.hpp"
#include "model/semantics/advice.hpp"
#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

/// Whether the name means no built-in here, but what a file declares.
bool Expressions::is_own(const Builtin& builtin, Span span) const {
  if (builtin.kind.only_vocabulary) return !context_.in_vocabulary(span);
  return builtin.kind.may_be_own && context_.globals->find(builtin.name) != nullptr;
}

ExprPtr Expressions::visit(const syntax::CallExpr& call, Span span) {
  const Builtin* builtin = find_builtin(call.callee.name);
  if (builtin == nullptr || is_own(*builtin, span)) return user_call(call, span);
  const std::size_t count = call.arguments.size();
  if (count < builtin->least || count > builtin->most) {
    context_.error(span, fmt::format("'{}' takes {}, not {}", call.callee.name,
                                     count_of(builtin->least, builtin->most, "argument"), count));
    return nullptr;
  }
  if (scope_.kind != Scope::Kind::Constant || builtin->kind.is_constant) return (this->*builtin->check)(call, span);
  context_.error(span, fmt::format("'{}' cannot stand in a constant", call.callee.name));
  return nullptr;
}

namespace {

/// The kernel's macros assign the flags that they are given by name.
bool assigns_flags(const std::string& name) {
  const std::string ending = "_irqsave";
  return name == "local_irq_save" ||
         (name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0);
}

}  // namespace

ExprPtr Expressions::given(const syntax::CallExpr& call, std::size_t number) {
  const syntax::Expr& written = *call.arguments[number];
  const std::string& name = call.callee.name;
  Global* global = scope_.find(name) != nullptr ? nullptr : context_.globals->find(name);
  if (global == nullptr && std::holds_alternative<syntax::StringLiteral>(written.node)) return nullptr;
  const bool is_last = number + 1 == call.arguments.size();
  const bool by_name = global != nullptr && is_last && assigns_flags(name) && context_.in_vocabulary(global->span) &&
                       !context_.in_vocabulary(written.span);
  return by_name ? address_of(written, written.span) : argument(written);
}

ExprPtr Expressions::user_call(const syntax::CallExpr& call, Span span) {
  std::vector<ExprPtr> arguments;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) arguments.push_back(given(call, i));
  return call_of(call.callee.name, std::move(arguments), call.callee, span);
}

ExprPtr Expressions::call_of(const std::string& name, std::vector<ExprPtr> arguments, const syntax::Identifier& callee,
                             Span span) {
  Global* global = scope_.find(name) != nullptr ? nullptr : context_.globals->find(name);
  if (global == nullptr && scope_.find(name) == nullptr) {
    if (!scope_.reported.insert(name).second) return nullptr;
    if (const std::string hint = context_.hint_for_missing(name); !hint.empty()) {
      context_.error(callee.span, fmt::format("unknown function '{}'", name), hint);
      return nullptr;
    }
    if (const std::string advice = advice_for(name); !advice.empty()) {
      context_.error(callee.span, fmt::format("'{}' is not part of the language", name), advice);
      return nullptr;
    }
    std::vector<std::string> names = builtin_names();
    for (const auto& [known, other] : context_.globals->all())
      if (other.kind == Global::Kind::Function) names.push_back(known);
    context_.error(callee.span, fmt::format("unknown function '{}'", name), Context::suggestion(name, names));
    return nullptr;
  }
  if (global == nullptr || global->kind != Global::Kind::Function) {
    context_.error(callee.span, fmt::format("'{}' is not a function", name));
    return nullptr;
  }
  if (!context_.globals->resolve(*global)) {
    // Nothing was reported when it was left out: who calls it is left out too, or in the wrong.
    if (global->is_absent) report_absent(context_, *global, callee.span);
    return nullptr;
  }
  const Function& function = *global->function;
  const bool in_atomic = scope_.atomic_depth > 0 && !scope_.is_observer();
  context_.calls.push_back(
      {scope_.function, &function, span, scope_.in_one_piece() && !scope_.is_observer(), in_atomic});
  if (global->definition == nullptr) {
    context_.error(callee.span, fmt::format("'{}' is declared but never defined", name));
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
