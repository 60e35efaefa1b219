// Declarations inside bodies.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/initializers.hpp"
#include "model/semantics/ranges.hpp"
#include "model/semantics/statements.hpp"
#include "model/semantics/type_names.hpp"

namespace pagerace::semantics {

void Statements::visit(const syntax::DeclarationStmt& statement, Span span, Out& out) {
  const auto& declaration = statement.declaration;
  for (const auto& declarator : declaration.declarators) {
    Span own = span;
    if (declaration.declarators.size() > 1) {
      own = declarator.name.span;
      if (declarator.initializer) own.end = declarator.initializer->span.end;
    }
    declare(declaration, declarator, own, out);
  }
}

Variable* Statements::local(const syntax::VariableDeclaration& declaration, const syntax::Declarator& declarator) {
  const auto& name = declarator.name;
  const Type* type = context_.type_names->of(declaration.type, declarator);
  Variable* variable = context_.new_variable(name, type, Storage::Local);
  variable->is_const = declaration.type.is_const && declarator.pointers == 0;
  if (declaration.type.is_const && declarator.pointers > 0) context_.points_to_const.insert(variable);
  if (type != nullptr) {
    const Bounds bounds = declared_bounds(context_, declarator, type);
    variable->has_range = bounds.declared;
    variable->range = bounds.range;
    variable->width = bounds.width;
    scope_.body->locals.push_back(variable);
  }
  return variable;
}

void Statements::declare(const syntax::VariableDeclaration& declaration, const syntax::Declarator& declarator,
                         Span span, Out& out) {
  const auto& name = declarator.name;
  if (is_reserved(name.name))
    context_.error(name.span, fmt::format("'{}' is built into the language and cannot be declared", name.name));
  Variable* variable = local(declaration, declarator);
  const auto [entry, is_new] = scope_.blocks.back().emplace(name.name, variable);
  if (!is_new) {
    context_.error(name.span, fmt::format("'{}' is declared twice", name.name));
    context_.diagnostics.note(entry->second->span, "the first declaration is here");
    context_.used.insert(variable);
  }
  if (variable->type == nullptr) {
    if (declarator.initializer && !std::holds_alternative<syntax::InitializerList>(declarator.initializer->node))
      expressions_.argument(*declarator.initializer);
    return;
  }
  auto result = make_statement(StmtKind::Declare, span);
  result->variable = variable;
  result->is_unset = !declarator.initializer;
  if (declarator.initializer && variable->type->is_scalar() &&
      !std::holds_alternative<syntax::InitializerList>(declarator.initializer->node)) {
    result->expr = expressions_.assigned(*declarator.initializer, variable->type, quoted(name.name));
    if (!result->expr) return;
    out.push_back(std::move(result));
    return;
  }
  if (!declarator.initializer && variable->is_const)
    context_.error(name.span, fmt::format("'{}' is const and has no value", name.name));
  out.push_back(std::move(result));
  if (!declarator.initializer) return;
  const bool braced = std::holds_alternative<syntax::InitializerList>(declarator.initializer->node);
  if (braced || variable->type->kind != TypeKind::Struct || is_atomic_init(*declarator.initializer))
    return initialize_parts(variable, *declarator.initializer, out);
  auto copy = make_statement(StmtKind::Expression, span);
  copy->expr = expressions_.copy(expressions_.variable_place(variable, name.span), *declarator.initializer, span);
  if (copy->expr) out.push_back(std::move(copy));
}

void Statements::initialize_parts(Variable* variable, const syntax::Expr& initializer, Out& out) {
  for (const InitializerLeaf& leaf : initializer_leaves(context_, *variable, initializer)) {
    ExprPtr value = expressions_.assigned(*leaf.value, leaf.type, quoted(leaf.name));
    if (!value) continue;
    const Span span = leaf.value->span;
    ExprPtr place = part_of(context_, expressions_.variable_place(variable, span), leaf.path, span);
    auto statement = make_statement(StmtKind::Expression, span);
    statement->expr = make(ExprKind::Assign, leaf.type, span, std::move(place), std::move(value));
    out.push_back(std::move(statement));
  }
}

}  // namespace pagerace::semantics
