// LIST_HEAD(name) and LIST_HEAD_INIT(name): a list is empty where its head points to itself.
#include "model/syntax/declare.hpp"

namespace pagerace::syntax {

namespace {

/// A copy of a name, or of names with dots between; null for anything else.
ExprPtr copy_of(TreeBuilder& build, const Expr& written) {
  if (const auto* name = std::get_if<NameExpr>(&written.node)) return build.expr(NameExpr{name->name}, written.span);
  const auto* member = std::get_if<MemberExpr>(&written.node);
  if (member == nullptr || member->arrow) return nullptr;
  ExprPtr base = copy_of(build, *member->base);
  return base ? build.expr(MemberExpr{std::move(base), member->member, false}, written.span) : nullptr;
}

}  // namespace

ExprPtr TreeBuilder::empty_list(const Expr& list, Span span) {
  InitializerList both;
  for (int i = 0; i < 2; ++i) {
    ExprPtr head = copy_of(*this, list);
    if (!head) {
      complaints_.error(list.span, "'LIST_HEAD_INIT' takes the name of the list that it initialises");
      return placeholder(span);
    }
    InitializerItem item;
    item.value = unary(UnaryOp::AddressOf, std::move(head), list.span);
    both.items.push_back(std::move(item));
  }
  return expr(std::move(both), span);
}

void Declarations::list_head(const FunctionSpecifiers& specifiers, Identifier name, Span span) {
  TreeBuilder build(complaints_);
  const Span at = name.span;
  Declarator declarator;
  declarator.initializer = build.empty_list(Expr{NameExpr{name.name}, at}, at);
  declarator.name = std::move(name);
  std::vector<Declarator> declarators;
  declarators.push_back(std::move(declarator));
  variables(specifiers, {TypeSpecifier::Kind::Struct, "list_head", false, span}, std::move(declarators), span);
}

}  // namespace pagerace::syntax
