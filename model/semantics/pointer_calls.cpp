// Functions as values, and calls through pointers to them.
#include <fmt/format.h>

#include "model/semantics/absent.hpp"
#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/function_types.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

/// Whether the name is that of a variable, which may hold a function.
bool Expressions::is_variable(const std::string& name) const {
  if (scope_.find(name) != nullptr) return true;
  const Global* global = context_.globals->find(name);
  return global != nullptr && global->kind == Global::Kind::Variable;
}

ExprPtr Expressions::function_value(Global& global, Span span) {
  if (!context_.globals->resolve(global)) {
    if (global.is_absent) report_absent(context_, global, span);
    return nullptr;
  }
  if (global.definition == nullptr) {
    context_.error(span, fmt::format("'{}' is declared but never defined", global.function->name));
    return nullptr;
  }
  return context_.function_types->value(*global.function, span);
}

ExprPtr Expressions::pointer_call(const syntax::CallExpr& call, Span span) {
  ExprPtr callee =
      call.target ? value(*call.target) : load(visit(syntax::NameExpr{call.callee.name}, call.callee.span));
  if (!callee) return nullptr;
  FunctionPointers* pointers = context_.function_types->find(callee->type);
  const std::string what(context_.sources.slice(call.callee.span));
  if (pointers == nullptr) {
    context_.error(call.callee.span, fmt::format("'{}' is not a function", what));
    return nullptr;
  }
  const std::size_t count = pointers->parameters.size();
  if (call.arguments.size() != count) {
    context_.error(
        span, fmt::format("'{}' takes {}, not {}", what, count_of(count, count, "argument"), call.arguments.size()));
    return nullptr;
  }
  const Function& function = context_.function_types->dispatcher(*pointers, call.callee.span);
  auto result = make(ExprKind::Call, function.result, span);
  result->function = &function;
  Variable* made = function.returned != nullptr ? temporary(function.returned, what + "()", span) : nullptr;
  if (function.returned != nullptr && made == nullptr) return nullptr;
  if (made != nullptr) result->operands.push_back(address_of_temporary(made, span));
  result->operands.push_back(std::move(callee));
  for (std::size_t i = 0; i < count; ++i) {
    const Type* type = pointers->parameters[i];
    const std::string which = fmt::format("argument {} of '{}'", i + 1, what);
    ExprPtr given = type->kind == TypeKind::Struct
                        ? struct_argument(*call.arguments[i], type, which)
                        : semantics::assigned(context_, argument(*call.arguments[i]), type, which);
    if (!given) return nullptr;
    result->operands.push_back(std::move(given));
  }
  context_.calls.push_back({scope_.function, &function, span, scope_.in_one_piece() && !scope_.is_observer(),
                            scope_.atomic_depth > 0 && !scope_.is_observer()});
  if (made == nullptr) return result;
  return make(ExprKind::Comma, function.returned, span, std::move(result), variable_place(made, span));
}

}  // namespace pagerace::semantics
