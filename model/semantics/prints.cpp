// Messages of the kernel. What they would print is evaluated, as in C; nothing is printed (a `note` shows in traces).
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"

namespace pagerace::semantics {

/// pr_info("format", ...), dev_info(device, "format", ...). pr_debug() and dev_dbg() are compiled away by default.
ExprPtr Expressions::print(const syntax::CallExpr& call, Span span) {
  const std::string& name = call.callee.name;
  const std::size_t format = name.starts_with("dev_") ? 1 : 0;
  if (!std::holds_alternative<syntax::StringLiteral>(call.arguments[format]->node)) {
    context_.error(call.arguments[format]->span,
                   fmt::format("argument {} of '{}' is a text in quotes", format + 1, name));
    return nullptr;
  }
  std::vector<ExprPtr> values;
  bool good = true;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    if (std::holds_alternative<syntax::StringLiteral>(call.arguments[i]->node)) continue;
    values.push_back(value(*call.arguments[i]));
    good = good && values.back() != nullptr;
  }
  if (!good) return nullptr;
  const Type* type = types_.void_type();
  ExprPtr result = make_constant(0, type, span);
  if (name == "pr_debug" || name == "dev_dbg") return result;
  for (auto each = values.rbegin(); each != values.rend(); ++each)
    result = make(ExprKind::Comma, type, span, std::move(*each), std::move(result));
  return result;
}

/// WARN(condition, "format", ...): the values belong to the message, and are not evaluated.
ExprPtr Expressions::warn_with_text(const syntax::CallExpr& call, Span span) {
  ExprPtr condition = truth(*call.arguments[0]);
  const auto* text = std::get_if<syntax::StringLiteral>(&call.arguments[1]->node);
  if (text == nullptr) {
    context_.error(call.arguments[1]->span, fmt::format("argument 2 of '{}' is a text in quotes", call.callee.name));
    return nullptr;
  }
  if (!condition) return nullptr;
  auto result = make(ExprKind::FailIf, types_.int_type(), span, std::move(condition));
  result->check = Check::WarnOn;
  result->text = text_of(span);
  return result;
}

}  // namespace pagerace::semantics
