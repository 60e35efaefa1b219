// Pointers of the top level that start as the address of an object: `struct s *p = &o;`.
#include <fmt/format.h>

#include "model/semantics/build.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/initializers.hpp"
#include "model/semantics/statements.hpp"

namespace pagerace::semantics {

namespace {

/// Whether it is a part of a shared variable that no value of the program decides.
bool is_constant_place(const Expr& place) {
  switch (place.kind) {
    case ExprKind::VariablePlace:
      return place.variable->storage == Storage::Shared;
    case ExprKind::Element:
      return is_constant(*place.operands[1]) && is_constant_place(*place.operands[0]);
    case ExprKind::Member:
      return is_constant_place(*place.operands[0]);
    default:
      return false;
  }
}

bool is_constant_address(const Expr& value) {
  if (value.kind == ExprKind::AddressOf) return is_constant_place(*value.operands[0]);
  if (value.kind == ExprKind::PointerAdd)
    return is_constant_address(*value.operands[0]) && is_constant(*value.operands[1]);
  return is_constant(value, 0);
}

StmtPtr assignment(Context& context, Expressions& expressions, const InitialAddress& initial) {
  const InitializerLeaf& leaf = initial.leaf;
  const Span span = leaf.value->span;
  ExprPtr value = expressions.assigned(*leaf.value, leaf.type, quoted(leaf.name));
  if (!value) return nullptr;
  if (!is_constant_address(*value)) {
    context.error(
        span, fmt::format("'{}' can only start as NULL or as the address of a variable of the top level", leaf.name),
        "set it in init { }");
    return nullptr;
  }
  auto statement = make_statement(StmtKind::Expression, span);
  ExprPtr place = part_of(context, expressions.variable_place(initial.variable, span), leaf.path, span);
  statement->expr = make(ExprKind::Assign, leaf.type, span, std::move(place), std::move(value));
  initial.variable->is_assigned = true;
  return statement;
}

}  // namespace

void check_initial_addresses(Context& context) {
  if (context.initial_addresses.empty()) return;
  Body body;
  Scope scope;
  scope.kind = Scope::Kind::Init;
  scope.body = &body;
  Expressions expressions(context, scope);
  body.block = make_statement(StmtKind::Block, context.initial_addresses.front().leaf.value->span);
  for (const InitialAddress& initial : context.initial_addresses)
    if (StmtPtr statement = assignment(context, expressions, initial))
      body.block->children.push_back(std::move(statement));
  context.program.inits.insert(context.program.inits.begin(), std::move(body));
}

}  // namespace pagerace::semantics
