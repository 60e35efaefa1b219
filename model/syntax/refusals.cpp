#include "model/syntax/refusals.hpp"

#include "model/syntax/build.hpp"

namespace pagerace::syntax {

void Refusals::pointer_qualifier(Span span) {
  complaints_.error(span, "'const' after '*' is not part of the language",
                    "leave it out: a pointer that is never assigned is found to be constant");
}

void Refusals::unnamed_field(Span span) {
  complaints_.error(span, "a bit-field needs a name", "write `unsigned int NAME : WIDTH;`");
}

void Refusals::inner_definition(Span span) {
  complaints_.error(span, "a struct or enum is defined at the top level only",
                    "move the definition out and use its name here");
}

void Refusals::inner_typedef(Span span) {
  complaints_.error(span, "a typedef stands at the top level only", "move it out of the function");
}

void Refusals::inner_function(Span span) {
  complaints_.error(span, "a function is declared at the top level only", "move it out of the function");
}

void Refusals::variadic(Span span) {
  complaints_.error(span, "variadic functions are not part of the language", "name every parameter");
}

void Refusals::static_local(Span span) {
  complaints_.error(span, "static locals are not part of the language",
                    "declare the variable at the top level: it is shared by all threads");
}

ExprPtr TreeBuilder::missing_length(Span span) {
  complaints_.error(span, "an array needs its length", "write the number of elements between the brackets");
  return placeholder(span);
}

ExprPtr TreeBuilder::label_address(Span span) {
  complaints_.error(span, "the address of a label is not part of the language", "choose the place with `switch`");
  return placeholder(span);
}

ExprPtr TreeBuilder::short_conditional(ExprPtr condition, ExprPtr otherwise, Span span) {
  complaints_.error(span, "'?:' without its middle is not part of the language", "write `x ? x : y`");
  return expr(ConditionalExpr{std::move(condition), placeholder(span), std::move(otherwise)}, span);
}

ExprPtr TreeBuilder::statement_expression(Span span) {
  complaints_.error({span.file, span.begin, span.begin + 1}, "statement expressions are not part of the language",
                    "make it a function and call that");
  return placeholder(span);
}

InitializerItem TreeBuilder::item_range(ExprPtr low, ExprPtr value, Span span) {
  complaints_.error(span, "a range of elements is not part of the language",
                    "give each element its value, or set them in `init`");
  return {{}, std::move(low), std::move(value)};
}

StmtPtr TreeBuilder::case_range(ExprPtr low, StmtPtr body, Span span) {
  complaints_.error(span, "a range of cases is not part of the language", "write one `case` for each value");
  return stmt(CaseLabel{std::move(low), std::move(body)}, span);
}

StmtPtr TreeBuilder::computed_goto(Span span) {
  complaints_.error(span, "a computed goto is not part of the language", "choose the place with `switch`");
  return stmt(EmptyStmt{}, span);
}

StmtPtr TreeBuilder::lone_choice(Block block, Span span) {
  complaints_.error(span, "'either' needs at least one 'or'", "write `either { ... } or { ... }`");
  return stmt(std::move(block), span);
}

}  // namespace pagerace::syntax
