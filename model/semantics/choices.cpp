// any, forall and exists, and the words of formulas.
#include <fmt/format.h>

#include <string_view>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/expressions.hpp"
#include "model/semantics/fold.hpp"

namespace pagerace::semantics {

namespace {

/// Whether no number lies between two constants of one type.
bool is_empty(const Expr& low, const Expr& high) {
  return is_constant(low) && is_constant(high) && fold_binary(ExprKind::Less, high.value, low.value, low.type) != 0;
}

/// Whether a formula looks as if it computed with what `next` says: `next (x) == y` is next ((x) == y).
bool seems_a_value(std::string_view text) {
  text.remove_prefix(std::string_view("next").size());
  const std::size_t open = text.find_first_not_of(" \t\n");
  if (open == std::string_view::npos || text[open] != '(') return false;
  int depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
    if (depth > 0) continue;
    const std::size_t behind = text.find_first_not_of(" \t\n", at + 1);
    if (behind == std::string_view::npos || text.substr(behind, 2) == "->") return false;
    return std::string_view("=!<>+-*/%&|^").find(text[behind]) != std::string_view::npos;
  }
  return false;
}

}  // namespace

ExprPtr Expressions::shared_array(const syntax::Expr& expr, const std::string& what) {
  ExprPtr array = check(expr);
  if (!array) return nullptr;
  if (!array->is_place() || array->type->kind != TypeKind::Array) {
    context_.error(expr.span, fmt::format("{} needs an array, and this is {}", what, quoted(array->type->spelling())),
                   array->type->is_arithmetic() ? "a range is written low .. high" : "");
    return nullptr;
  }
  Variable* root = root_of(*array);
  if (root != nullptr && root->storage != Storage::Shared) {
    context_.error(expr.span, fmt::format("{} needs an array of the top level, and '{}' is {}", what, root->name,
                                          root->storage == Storage::Ghost ? "ghost state" : "a local"));
    return nullptr;
  }
  if (root != nullptr) root->address_taken = root->is_assigned = true;
  return array;
}

bool Expressions::range_bounds(const syntax::Expr& low, const syntax::Expr& high, ExprPtr& first, ExprPtr& last) {
  first = number(low, "a range");
  last = number(high, "a range");
  if (!first || !last) return false;
  const Type* common = common_type(types_, first->type, last->type);
  first = converted(context_, std::move(first), common);
  last = converted(context_, std::move(last), common);
  return true;
}

ExprPtr Expressions::visit(const syntax::AnyExpr& any, Span span) {
  if (scope_.kind == Scope::Kind::Constant || scope_.kind == Scope::Kind::Formula) {
    context_.error(span,
                   scope_.kind == Scope::Kind::Formula ? "a formula cannot choose" : "a constant cannot be chosen",
                   scope_.kind == Scope::Kind::Formula ? "exists (x : array) e asks whether some choice makes e true"
                                                       : "choose in init { }");
    return nullptr;
  }
  if (any.high) {
    ExprPtr first, last;
    if (!range_bounds(*any.low, *any.high, first, last)) return nullptr;
    if (is_empty(*first, *last)) {
      context_.error(span, fmt::format("the range {} .. {} is empty", print_number(first->value, first->type),
                                       print_number(last->value, last->type)));
      return nullptr;
    }
    const Type* type = first->type;
    return make(ExprKind::AnyRange, type, span, std::move(first), std::move(last));
  }
  ExprPtr array = shared_array(*any.low, "any");
  if (!array) return nullptr;
  const Type* type = types_.pointer_to(array->type->element);
  return make(ExprKind::AnyElement, type, span, std::move(array));
}

Variable* Expressions::bind(const syntax::QuantifierExpr& quantifier, const Expr& first, const Expr* last) {
  const Type* type = last != nullptr ? first.type : types_.pointer_to(first.type->element);
  Variable* variable = context_.new_variable(quantifier.name, type, Storage::Bound);
  variable->range = type->range();
  if (last != nullptr && is_constant(first) && is_constant(*last) && first.value <= last->value &&
      !is_empty(first, *last)) {
    variable->has_range = true;
    variable->range = {first.value, last->value};
  }
  if (is_reserved(variable->name))
    context_.error(quantifier.name.span,
                   fmt::format("'{}' is built into the language and cannot be declared", variable->name));
  return variable;
}

ExprPtr Expressions::visit(const syntax::QuantifierExpr& quantifier, Span span) {
  const char* word = quantifier.counts ? "count" : quantifier.universal ? "forall" : "exists";
  ExprPtr first, last;
  if (quantifier.high)
    range_bounds(*quantifier.low, *quantifier.high, first, last);
  else
    first = shared_array(*quantifier.low, word);
  const bool good = first && (!quantifier.high || last);
  Variable* variable =
      good ? bind(quantifier, *first, last.get()) : context_.new_variable(quantifier.name, nullptr, Storage::Bound);
  scope_.blocks.push_back({{variable->name, variable}});
  ExprPtr body = truth(*quantifier.body);
  scope_.blocks.pop_back();
  if (!good || !body) return nullptr;
  const ExprKind kind = quantifier.counts      ? ExprKind::Count
                        : quantifier.universal ? ExprKind::Forall
                                               : ExprKind::Exists;
  auto result = make(kind, types_.int_type(), span, std::move(first));
  if (last) result->operands.push_back(std::move(last));
  result->operands.push_back(std::move(body));
  result->variable = variable;
  return result;
}

ExprPtr Expressions::visit(const syntax::TemporalExpr& temporal, Span span) {
  using syntax::TemporalOp;
  const bool is_logic = temporal.op == TemporalOp::Imply || temporal.op == TemporalOp::Equivalent;
  if (scope_.kind != Scope::Kind::Formula) {
    context_.error(span, "the words of formulas are only for always, reachable and at_end",
                   is_logic ? "a imply b is !a || b in C" : "");
    return nullptr;
  }
  if (temporal.op == TemporalOp::Next) return next(temporal, span);
  if (!is_logic) {
    const char* word = temporal.op == TemporalOp::Eventually ? "eventually"
                       : temporal.op == TemporalOp::Until    ? "until"
                                                             : "always";
    const char* hint = temporal.op == TemporalOp::Eventually
                           ? "reachable (e) asks for some state, at_end (e) for every end"
                           : "always (e) stands at the top of a formula and holds in every state";
    context_.error(
        span, fmt::format("only safety formulas can be checked: '{}' is about a whole run, not about one state", word),
        hint);
    return nullptr;
  }
  ExprPtr left = truth(*temporal.left);
  ExprPtr right = truth(*temporal.right);
  if (!left || !right) return nullptr;
  const ExprKind kind = temporal.op == TemporalOp::Imply ? ExprKind::Imply : ExprKind::Equivalent;
  return make(kind, types_.int_type(), span, std::move(left), std::move(right));
}

/// A search looks at a state and at the one after, and no further.
ExprPtr Expressions::next(const syntax::TemporalExpr& temporal, Span span) {
  if (scope_.formula != FormulaKind::Always) {
    const bool at_end = scope_.formula == FormulaKind::AtEnd;
    context_.error(span, fmt::format("'next' stands under always, not under {}", at_end ? "at_end" : "reachable"),
                   at_end ? "a run that ended stays as it is: leave out 'next'"
                          : "always (not (e)) is violated where e is reached, and shows how");
    return nullptr;
  }
  if (scope_.in_next) {
    context_.error(span, "'next' inside of 'next' is about two steps, and a formula sees one",
                   "keep in a ghost what was true a step before, with a probe, and ask always (e) of the ghost");
    return nullptr;
  }
  if (seems_a_value(context_.sources.slice(span))) {
    context_.error(
        span, "'next' says whether something is true in the state after: it is no value to compute with",
        "next (a == b) compares there; forall (n : 0 .. 3) (x == n imply next (x >= n)) compares with before");
    return nullptr;
  }
  scope_.in_next = true;
  ExprPtr operand = truth(*temporal.right);
  scope_.in_next = false;
  if (!operand || is_constant(*operand)) return operand;
  return make(ExprKind::Next, types_.int_type(), span, std::move(operand));
}

}  // namespace pagerace::semantics
