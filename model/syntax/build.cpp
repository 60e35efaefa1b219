#include "model/syntax/build.hpp"

#include <algorithm>
#include <iterator>

#include "model/syntax/heights.hpp"

namespace pagerace::syntax {

ExprPtr TreeBuilder::expr(decltype(Expr::node) node, Span span) {
  const unsigned height = height_of(node);
  if (height > greatest_height) {
    complaints_.fatal(span, "the expression is nested too deeply", "give its parts names of their own");
  }
  return std::make_unique<Expr>(Expr{std::move(node), span, static_cast<std::uint16_t>(height)});
}

ExprPtr TreeBuilder::unary(UnaryOp op, ExprPtr operand, Span span) {
  return expr(UnaryExpr{op, std::move(operand)}, span);
}

ExprPtr TreeBuilder::binary(BinaryOp op, ExprPtr left, ExprPtr right, Span span) {
  return expr(BinaryExpr{op, std::move(left), std::move(right)}, span);
}

ExprPtr TreeBuilder::assign(std::optional<BinaryOp> op, ExprPtr target, ExprPtr value, Span span) {
  return expr(AssignExpr{op, std::move(target), std::move(value)}, span);
}

ExprPtr TreeBuilder::counted(Identifier name, ExprPtr low, ExprPtr high, ExprPtr body, Span span) {
  return expr(QuantifierExpr{false, std::move(name), std::move(low), std::move(high), std::move(body), true}, span);
}

ExprPtr TreeBuilder::temporal(TemporalOp op, ExprPtr left, ExprPtr right, Span span) {
  return expr(TemporalExpr{op, std::move(left), std::move(right)}, span);
}

ExprPtr TreeBuilder::call(ExprPtr callee, std::vector<ExprPtr> arguments, Span span) {
  if (const auto* name = std::get_if<NameExpr>(&callee->node)) {
    if (name->name == "LIST_HEAD_INIT" && arguments.size() == 1) return empty_list(*arguments[0], span);
    return expr(CallExpr{{name->name, callee->span}, std::move(arguments)}, span);
  }
  // guard(mutex)(&lock): the first call names the class.
  if (auto* guard = std::get_if<CallExpr>(&callee->node); guard != nullptr && guard->callee.name == "guard") {
    const auto* kind = guard->arguments.size() == 1 ? std::get_if<NameExpr>(&guard->arguments[0]->node) : nullptr;
    if (kind != nullptr) return expr(CallExpr{{"guard(" + kind->name + ")", callee->span}, std::move(arguments)}, span);
  }
  const auto* member = std::get_if<MemberExpr>(&callee->node);
  if (member != nullptr && member->arrow && std::holds_alternative<IntegerLiteral>(member->base->node)) {
    complaints_.error(callee->span, "'->' takes a member of what a pointer points to, and this is a number",
                      "\"if a then b\" is written `a imply b`");
    return placeholder(span);
  }
  // `(*f)(x)` is `f(x)`.
  if (auto* star = std::get_if<UnaryExpr>(&callee->node); star != nullptr && star->op == UnaryOp::Dereference)
    return call(std::move(star->operand), std::move(arguments), span);
  const Span at = callee->span;
  return expr(CallExpr{{"", at}, std::move(arguments), std::move(callee)}, span);
}

Declarator TreeBuilder::function_pointer(unsigned result_pointers, Identifier name, std::vector<Parameter> parameters) {
  Declarator declarator;
  declarator.name = std::move(name);
  declarator.pointers = result_pointers;
  declarator.is_function = true;
  declarator.parameters = std::move(parameters);
  return declarator;
}

ExprPtr TreeBuilder::compound_literal(TypeName type, InitializerList items, Span span) {
  return expr(CompoundLiteral{std::move(type), expr(std::move(items), span)}, span);
}

/// In the kernel it is a loop that is gone through once: `break` and `continue` leave it.
StmtPtr TreeBuilder::scoped_guard(std::vector<ExprPtr> arguments, StmtPtr body, Span word, Span span) {
  const auto* kind = std::get_if<NameExpr>(&arguments.front()->node);
  if (kind == nullptr) {
    complaints_.error(arguments.front()->span, "a guard has a class first", "write `scoped_guard(mutex, &lock)`");
    return body;
  }
  Identifier name{"guard(" + kind->name + ")", word};
  arguments.erase(arguments.begin());
  Block block;
  block.span = span;
  ExprPtr call = expr(CallExpr{std::move(name), std::move(arguments)}, word);
  block.statements.push_back(stmt(ExprStmt{std::move(call)}, word));
  block.statements.push_back(std::move(body));
  ExprPtr once = expr(BoolLiteral{false}, word);
  return stmt(DoStmt{stmt(std::move(block), span), std::move(once)}, span);
}

ExprPtr TreeBuilder::string(std::string value, Span span) {
  strings_.push_back(span);
  return expr(StringLiteral{std::move(value)}, span);
}

ExprPtr TreeBuilder::argument(ExprPtr value) {
  if (std::holds_alternative<StringLiteral>(value->node)) {
    std::erase_if(strings_, [&](Span span) { return span.begin == value->span.begin; });
  }
  return value;
}

void TreeBuilder::refuse_strings() {
  for (const Span span : strings_) {
    complaints_.error(span, "strings are not values in this language", "name the value with an `enum` constant");
  }
  strings_.clear();
}

StmtPtr TreeBuilder::stmt(decltype(Stmt::node) node, Span span) {
  const unsigned height = height_of(node);
  if (height > greatest_height) {
    complaints_.fatal(span, "the statement is nested too deeply", "give its parts functions of their own");
  }
  return std::make_unique<Stmt>(Stmt{std::move(node), span, static_cast<std::uint16_t>(height)});
}

StmtPtr TreeBuilder::local(TypeSpecifier type, std::vector<Declarator> declarators, Span span) {
  return stmt(DeclarationStmt{{std::move(type), std::move(declarators), span}}, span);
}

Formula TreeBuilder::formula(ExprPtr whole, std::optional<Fairness> fairness, Span span) {
  auto* temporal = std::get_if<TemporalExpr>(&whole->node);
  if (temporal && temporal->op == TemporalOp::Always) {
    return {FormulaKind::Always, std::move(temporal->right), fairness, span};
  }
  return {FormulaKind::Temporal, std::move(whole), fairness, span};
}

TypeSpecifier constant_type(TypeSpecifier type, Span span) {
  type.is_const = true;
  type.span = span;
  return type;
}

Parameter unnamed_parameter(TypeSpecifier type, unsigned pointers, Span span) {
  Declarator declarator;
  declarator.name.span = span;
  declarator.pointers = pointers;
  return {std::move(type), std::move(declarator), span};
}

std::vector<Parameter> without_void(std::vector<Parameter> parameters) {
  if (parameters.size() == 1) {
    const Parameter& only = parameters.front();
    if (only.type.name == "void" && only.declarator.pointers == 0 && only.declarator.name.name.empty()) return {};
  }
  return parameters;
}

std::vector<Block> with_first(Block first, std::vector<Block> others) {
  others.insert(others.begin(), std::move(first));
  return others;
}

void append(std::vector<VariableDeclaration>& fields, std::vector<VariableDeclaration> more) {
  std::move(more.begin(), more.end(), std::back_inserter(fields));
}

}  // namespace pagerace::syntax
