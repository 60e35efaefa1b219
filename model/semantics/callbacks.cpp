// Words that take the name of a function. Which one it is, is known from the text: there are no pointers to functions.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

/// kref_put(kref, release), and with a lock or mutex that is then held: 1 if `release` was called.
ExprPtr Expressions::kref_put(const syntax::CallExpr& call, Span span) {
  const std::string& name = call.callee.name;
  const auto* release = std::get_if<syntax::NameExpr>(&call.arguments[1]->node);
  Global* function = release == nullptr ? nullptr : context_.globals->find(release->name);
  if (function == nullptr || function->kind != Global::Kind::Function) {
    context_.error(call.arguments[1]->span, fmt::format("argument 2 of '{}' is the name of a function", name),
                   "void release(struct kref *kref) { ... } is what the kernel has there");
    return nullptr;
  }
  ExprPtr kref = argument(*call.arguments[0]);
  if (!kref) return nullptr;
  if (!kref->type->is_pointer()) {
    context_.error(kref->span, fmt::format("argument 1 of '{}' points to a struct kref", name));
    return nullptr;
  }
  Variable* kept = new_let("kref", kref->type, span);
  std::vector<ExprPtr> given;
  given.push_back(load(variable_place(kept, span)));
  if (call.arguments.size() > 2) given.push_back(argument(*call.arguments[2]));
  ExprPtr last = call_of("__" + name, std::move(given), {name, call.callee.span}, span);
  std::vector<ExprPtr> passed;
  passed.push_back(load(variable_place(kept, span)));
  ExprPtr released = call_of(release->name, std::move(passed), {release->name, call.arguments[1]->span}, span);
  if (!last || !released) return nullptr;
  const Type* type = types_.int_type();
  ExprPtr one = make(ExprKind::Comma, type, span, std::move(released), make_constant(1, type, span));
  ExprPtr result =
      make(ExprKind::Conditional, type, span, std::move(last), std::move(one), make_constant(0, type, span));
  return let(kept, std::move(kref), std::move(result));
}

}  // namespace pagerace::semantics
