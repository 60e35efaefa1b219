#include "model/semantics/lower/formulas.hpp"

#include "model/semantics/fold.hpp"

namespace pagerace::semantics {

namespace {

using system::FormulaNode;
using system::Predicate;

template <class Make>
Predicate predicate(LoweringContext& context, std::size_t inputs, Make make) {
  Predicate result;
  result.inputs = static_cast<std::uint32_t>(inputs);
  Emitter emitter(context, result.code, Emitter::Mode::Formula);
  result.result = make(emitter);
  emitter.finish();
  return result;
}

FormulaNode::Kind node_kind(ExprKind kind) {
  switch (kind) {
    case ExprKind::LogicalNot:
      return FormulaNode::Kind::Not;
    case ExprKind::LogicalAnd:
      return FormulaNode::Kind::And;
    case ExprKind::LogicalOr:
      return FormulaNode::Kind::Or;
    case ExprKind::Imply:
      return FormulaNode::Kind::Imply;
    case ExprKind::Equivalent:
      return FormulaNode::Kind::Equivalent;
    case ExprKind::Next:
      return FormulaNode::Kind::Next;
    case ExprKind::Forall:
      return FormulaNode::Kind::Forall;
    case ExprKind::Exists:
      return FormulaNode::Kind::Exists;
    default:
      return FormulaNode::Kind::Atom;
  }
}

/// With more values than this a quantifier is an atom to whoever takes formulas apart.
constexpr std::uint64_t kMostValues = 65'536;

/// The values of a quantified variable, if they are known here and not too many: an array of fixed place, or constant
/// bounds.
std::optional<std::vector<Value>> bound_values_of(const LoweringContext& context, const Expr& expr) {
  std::vector<Value> values;
  if (expr.operands.size() == 3) {
    if (expr.operands[0]->kind != ExprKind::Constant || expr.operands[1]->kind != ExprKind::Constant)
      return std::nullopt;
    const Value low = expr.operands[0]->value, high = expr.operands[1]->value;
    if (fold_binary(ExprKind::Less, high, low, expr.operands[0]->type) != 0) return values;
    if (static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) >= kMostValues) return std::nullopt;
    // Counted as unsigned: the next value after the greatest s64 is a u64.
    for (auto v = static_cast<std::uint64_t>(low);; v++) {
      values.push_back(static_cast<Value>(v));
      if (values.back() == high) return values;
    }
  }
  const Expr& array = *expr.operands[0];
  if (array.kind != ExprKind::VariablePlace) return std::nullopt;
  const system::Cell first = context.memory.region(array.variable).cell;
  const std::uint32_t stride = context.memory.cells_of(array.type->element);
  for (std::uint32_t i = 0; i < array.type->count; i++) values.push_back(first + i * stride);
  return values;
}

FormulaNode node(LoweringContext& context, const Expr& whole, std::vector<const Variable*> bound, bool of_next) {
  const Expr& expr = peeled(whole);
  FormulaNode result;
  result.kind = node_kind(expr.kind);
  result.span = expr.span;
  result.predicate =
      predicate(context, bound.size(), [&](Emitter& emitter) { return emitter.formula(expr, bound, of_next); });
  if (result.kind == FormulaNode::Kind::Atom) return result;
  const bool is_next = of_next || result.kind == FormulaNode::Kind::Next;
  if (result.kind != FormulaNode::Kind::Forall && result.kind != FormulaNode::Kind::Exists) {
    for (const ExprPtr& operand : expr.operands) result.children.push_back(node(context, *operand, bound, is_next));
    return result;
  }
  std::optional<std::vector<Value>> values = bound_values_of(context, expr);
  if (!values) {
    result.kind = FormulaNode::Kind::Atom;
    return result;
  }
  result.bound = expr.variable->name;
  result.bound_type = expr.variable->type;
  result.bound_values = std::move(*values);
  bound.push_back(expr.variable);
  result.children.push_back(node(context, *expr.operands.back(), bound, is_next));
  return result;
}

/// Finds every implication: if its left side is true nowhere, its right side says nothing.
void find_antecedents(LoweringContext& context, const Expr& whole, std::vector<const Expr*>& path,
                      system::Clause& found) {
  const Expr& expr = peeled(whole);
  path.push_back(&expr);
  const FormulaNode::Kind kind = node_kind(expr.kind);
  if (kind == FormulaNode::Kind::Imply) {
    found.antecedents.push_back(predicate(context, 0, [&](Emitter& emitter) { return emitter.antecedent(path, 0); }));
    found.antecedent_spans.push_back(peeled(*expr.operands[0]).span);
  }
  if (kind == FormulaNode::Kind::Forall || kind == FormulaNode::Kind::Exists) {
    find_antecedents(context, *expr.operands.back(), path, found);
  } else if (kind != FormulaNode::Kind::Atom) {
    for (const ExprPtr& operand : expr.operands) find_antecedents(context, *operand, path, found);
  }
  path.pop_back();
}

}  // namespace

void lower_formulas(LoweringContext& context, const Property& property, system::Property& lowered) {
  for (const Formula& formula : property.formulas) {
    system::Clause clause;
    clause.kind = formula.kind;
    clause.span = formula.span;
    clause.formula = node(context, *formula.expr, {}, false);
    std::vector<const Expr*> path;
    find_antecedents(context, *formula.expr, path, clause);
    lowered.clauses.push_back(std::move(clause));
  }
}

}  // namespace pagerace::semantics
