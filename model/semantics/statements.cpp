#include "model/semantics/statements.hpp"

#include <fmt/format.h>

#include <iterator>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

StmtPtr make_statement(StmtKind kind, Span span) {
  auto statement = std::make_unique<Stmt>();
  statement->kind = kind;
  statement->span = span;
  return statement;
}

Statements::Statements(Context& context, Scope& scope, const syntax::Block& body)
    : context_(context), scope_(scope), expressions_(context, scope), body_(body), labels_(context, body) {}

StmtPtr Statements::check() {
  scope_.blocks.emplace_back();
  for (Variable* parameter : scope_.body->parameters) {
    if (parameter->name.empty()) {
      context_.error(parameter->span, "a parameter needs a name");
    } else if (!scope_.blocks.back().emplace(parameter->name, parameter).second) {
      context_.error(parameter->span, fmt::format("there are two parameters '{}'", parameter->name));
    }
  }
  auto result = make_statement(StmtKind::Block, body_.span);
  for (const auto& statement : body_.statements) check(*statement, result->children);
  end_guards(0, body_.span, result->children);
  scope_.blocks.pop_back();
  declare_temporaries(result->children);
  labels_.report_unused();
  for (const Variable* variable : scope_.body->locals)
    if (!context_.used.contains(variable) && variable->name != "retval")
      context_.diagnostics.warning(variable->span, fmt::format("'{}' is never used", variable->name));
  return result;
}

/// At the start of the body, so that they are there on every way through it.
void Statements::declare_temporaries(Out& out) {
  Out declared;
  for (Variable* variable : scope_.temporaries) {
    declared.push_back(make_statement(StmtKind::Declare, variable->span));
    declared.back()->variable = variable;
    declared.back()->is_unmarked = true;
  }
  out.insert(out.begin(), std::make_move_iterator(declared.begin()), std::make_move_iterator(declared.end()));
}

void Statements::check(const syntax::Stmt& statement, Out& out) {
  if (const syntax::CallExpr* call = guard_call(statement)) return guard(statement, *call, out);
  std::visit([&](const auto& node) { visit(node, statement.span, out); }, statement.node);
}

StmtPtr Statements::one(const syntax::Stmt& statement) {
  Out parts;
  const std::size_t open = guards_.size();
  scope_.blocks.emplace_back();
  check(statement, parts);
  end_guards(open, statement.span, parts);
  scope_.blocks.pop_back();
  if (parts.size() == 1) return std::move(parts.front());
  auto block = make_statement(StmtKind::Block, statement.span);
  block->children = std::move(parts);
  return block;
}

StmtPtr Statements::block(const syntax::Block& block) {
  auto result = make_statement(StmtKind::Block, block.span);
  const std::size_t open = guards_.size();
  scope_.blocks.emplace_back();
  for (const auto& statement : block.statements) check(*statement, result->children);
  end_guards(open, block.span, result->children);
  scope_.blocks.pop_back();
  return result;
}

ExprPtr Statements::or_placeholder(ExprPtr expr, Span span) const {
  return expr ? std::move(expr) : make(ExprKind::Self, context_.types.int_type(), span);
}

void Statements::visit(const syntax::EmptyStmt&, Span, Out&) {}

void Statements::visit(const syntax::Block& block, Span, Out& out) { out.push_back(this->block(block)); }

void Statements::visit(const syntax::ExprStmt& statement, Span span, Out& out) {
  // The kernel's word for `case` labels that are meant to go on.
  const auto* name = std::get_if<syntax::NameExpr>(&statement.expr->node);
  if (name != nullptr && name->name == "fallthrough" && !switches_.empty() && scope_.find("fallthrough") == nullptr &&
      context_.globals->find("fallthrough") == nullptr)
    return;
  ExprPtr expr = expressions_.discarded(*statement.expr);
  if (!expr) return;
  const bool meant = std::holds_alternative<syntax::CallExpr>(statement.expr->node) ||
                     std::holds_alternative<syntax::CastExpr>(statement.expr->node) || is_constant(*expr);
  if (!has_side_effect(*expr) && !meant)
    context_.diagnostics.warning(span, "this statement has no effect",
                                 expr->kind == ExprKind::Equal ? "an assignment is written =" : "");
  auto result = make_statement(StmtKind::Expression, span);
  result->expr = std::move(expr);
  out.push_back(std::move(result));
}

void Statements::visit(const syntax::ReturnStmt& statement, Span span, Out& out) {
  auto result = make_statement(StmtKind::Return, span);
  if (scope_.function != nullptr && scope_.function->returned != nullptr) {
    return_struct(statement, span, out);
    give_back(0, span, out);
    return out.push_back(std::move(result));
  }
  const bool returns_value = scope_.result != nullptr && scope_.result->kind != TypeKind::Void;
  if (statement.value && !returns_value) {
    expressions_.value(*statement.value);
    context_.error(statement.value->span, scope_.function != nullptr
                                              ? fmt::format("'{}' returns nothing", scope_.function->name)
                                              : "only functions return a value");
  } else if (statement.value) {
    const std::string what = fmt::format("the result of '{}'", scope_.function->name);
    result->expr = expressions_.assigned(*statement.value, scope_.result, what);
    // The value is what it was before anything is given back.
    if (!guards_.empty() && result->expr && !is_constant(*result->expr)) {
      Variable* value = hidden("__result", scope_.result, Storage::Local, span);
      declare_hidden(value, std::move(result->expr), out);
      result->expr = expressions_.load(expressions_.variable_place(value, span));
    }
  } else if (returns_value) {
    context_.error(span, fmt::format("'{}' must return {}", scope_.function->name, quoted(scope_.result->spelling())));
  }
  give_back(0, span, out);
  out.push_back(std::move(result));
}

void Statements::return_struct(const syntax::ReturnStmt& statement, Span span, Out& out) {
  const Function& function = *scope_.function;
  if (!statement.value) {
    context_.error(span, fmt::format("'{}' must return {}", function.name, quoted(function.returned->spelling())));
    return;
  }
  ExprPtr pointer = expressions_.load(expressions_.variable_place(function.body.parameters[0], span));
  auto copy = make_statement(StmtKind::Expression, span);
  copy->expr = expressions_.copy(expressions_.dereference(std::move(pointer), function.span), *statement.value, span);
  if (!copy->expr) return;
  copy->is_unmarked = true;
  out.push_back(std::move(copy));
}

void Statements::visit(const syntax::EitherStmt& statement, Span span, Out& out) {
  auto result = make_statement(StmtKind::Either, span);
  result->span.end = span.begin + 6;  // the word alone
  for (const auto& choice : statement.choices) result->children.push_back(block(choice));
  out.push_back(std::move(result));
}

void Statements::visit(const syntax::AtomicStmt& statement, Span span, Out& out) {
  auto result = make_statement(StmtKind::Atomic, span);
  result->span.end = span.begin + 6;  // the word alone
  ++scope_.atomic_depth;
  path_.push_back(&statement);
  switches_.push_back(nullptr);
  result->children.push_back(block(statement.body));
  switches_.pop_back();
  path_.pop_back();
  --scope_.atomic_depth;
  out.push_back(std::move(result));
}

void Statements::visit(const syntax::AssumeStmt& statement, Span span, Out& out) {
  auto result = make_statement(StmtKind::Assume, span);
  result->expr = or_placeholder(expressions_.condition(*statement.condition), span);
  if (scope_.kind == Scope::Kind::Probe)
    context_.error(span, "a probe only watches: it cannot wait");
  else if (is_constant(*result->expr, 0))
    context_.diagnostics.warning(span, "this is never true: nothing gets past here");
  else if (is_constant(*result->expr))
    context_.diagnostics.warning(span, "this is always true");
  out.push_back(std::move(result));
}

void Statements::visit(const syntax::NoteStmt& statement, Span span, Out& out) {
  auto result = make_statement(StmtKind::Note, span);
  std::size_t wanted = 0;
  const std::string& format = statement.format;
  for (std::size_t i = 0; i < format.size(); ++i) {
    result->text += format[i];
    if (format[i] != '%') continue;
    std::size_t next = i + 1;
    while (next < format.size() && format[next] == 'l') ++next;
    const char conversion = next < format.size() ? format[next] : '\0';
    if (conversion != 'd' && conversion != 'u' && conversion != '%') {
      context_.error(span, "a note knows %d, %u and %% only", "pointers are shown by name with %d too");
      return;
    }
    result->text += conversion;
    if (conversion != '%') ++wanted;
    i = next;
  }
  bool good = true;
  for (const auto& argument : statement.arguments) {
    auto shown = make_statement(StmtKind::Expression, argument->span);
    shown->expr = expressions_.value(*argument);
    good = good && shown->expr != nullptr;
    result->children.push_back(std::move(shown));
  }
  if (wanted != statement.arguments.size())
    context_.error(
        span, fmt::format("the text has {} of %d and %u, and there are {} values", wanted, statement.arguments.size()));
  else if (good)
    out.push_back(std::move(result));
}

}  // namespace pagerace::semantics
