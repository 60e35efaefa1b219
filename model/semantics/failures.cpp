// Built-ins that report what must not happen: BUG_ON, WARN_ON, assert, poison. For locks see locks.cpp.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

namespace {

const std::string* literal_text(const syntax::Expr& expr) {
  const auto* literal = std::get_if<syntax::StringLiteral>(&expr.node);
  return literal != nullptr ? &literal->value : nullptr;
}

}  // namespace

std::string Expressions::text_of(Span span) const {
  std::string text;
  for (const char c : context_.sources.slice(span)) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) text += c;
    if (blank && !text.empty() && text.back() != ' ') text += ' ';
  }
  return text;
}

ExprPtr Expressions::bug(const syntax::CallExpr&, Span span) {
  auto result = make(ExprKind::Fail, types_.void_type(), span);
  result->check = Check::BugOn;
  result->text = text_of(span);
  return result;
}

ExprPtr Expressions::bug_on(const syntax::CallExpr& call, Span span) {
  return fail_if(call, span, Check::BugOn, types_.void_type());
}

ExprPtr Expressions::warn_on(const syntax::CallExpr& call, Span span) {
  return fail_if(call, span, Check::WarnOn, types_.int_type());
}

ExprPtr Expressions::vm_bug_on(const syntax::CallExpr& call, Span span) {
  return vm_check(fail_if(call, span, Check::BugOn, types_.void_type()));
}

/// Void, unlike WARN_ON(): the kernel's has no value without CONFIG_DEBUG_VM.
ExprPtr Expressions::vm_warn_on(const syntax::CallExpr& call, Span span) {
  return vm_check(fail_if(call, span, Check::WarnOn, types_.void_type()));
}

/// include/linux/mmdebug.h: without CONFIG_DEBUG_VM the argument is checked by the compiler, and never evaluated.
ExprPtr Expressions::vm_check(ExprPtr check) {
  if (!check) return nullptr;
  Global* config = context_.globals->find("CONFIG_DEBUG_VM");
  const bool is_on = config != nullptr && config->kind == Global::Kind::Constant &&
                     context_.globals->resolve(*config) && config->value != 0;
  return is_on ? std::move(check) : make(ExprKind::SwitchedOff, types_.void_type(), check->span);
}

ExprPtr Expressions::fail_if(const syntax::CallExpr& call, Span span, Check check, const Type* type) {
  ExprPtr condition = truth(*call.arguments[0]);
  // The kernel would dump the page; it must still be a sensible pointer.
  ExprPtr dumped = call.arguments.size() > 1 ? argument(*call.arguments[1]) : nullptr;
  if (dumped && !dumped->type->is_pointer()) {
    context_.error(dumped->span, fmt::format("argument 2 of '{}' is a pointer, not {}", call.callee.name,
                                             quoted(dumped->type->spelling())));
    return nullptr;
  }
  if (!condition || (call.arguments.size() > 1 && !dumped)) return nullptr;
  auto result = make(ExprKind::FailIf, type, span, std::move(condition));
  result->check = check;
  result->text = text_of(span);
  return result;
}

ExprPtr Expressions::assert_(const syntax::CallExpr& call, Span span) {
  ExprPtr condition = truth(*call.arguments[0]);
  std::string text = text_of(call.arguments[0]->span);
  if (call.arguments.size() > 1) {
    const std::string* written = literal_text(*call.arguments[1]);
    if (written == nullptr) {
      context_.error(call.arguments[1]->span, "argument 2 of 'assert' is a text in quotes");
      return nullptr;
    }
    text = *written;
  }
  if (!condition) return nullptr;
  auto result = make(ExprKind::Assert, types_.void_type(), span, std::move(condition));
  result->check = Check::Assertion;
  result->text = std::move(text);
  return result;
}

ExprPtr Expressions::poison(const syntax::CallExpr& call, Span span) {
  const std::string& name = call.callee.name;
  ExprPtr object = pointed_to(*call.arguments[0], quoted(name));
  if (!object) return nullptr;
  if (object->type->kind != TypeKind::Struct) {
    context_.error(object->span,
                   fmt::format("'{}' needs a struct, and this is {}", name, quoted(object->type->spelling())));
    return nullptr;
  }
  const Variable* root = root_of(*object);
  if (root != nullptr && root->storage != Storage::Shared) {
    context_.error(object->span, fmt::format("'{}' needs an object of the top level", name));
    return nullptr;
  }
  const ExprKind kind = name == "poison" ? ExprKind::Poison : ExprKind::Unpoison;
  return make(kind, types_.void_type(), span, std::move(object));
}

}  // namespace pagerace::semantics
