// Makes the nodes of the tree while the grammar recognises them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/syntax/complaints.hpp"
#include "model/syntax/tree.hpp"

namespace pagerace::syntax {

using Words = std::vector<std::string>;
using Definition = std::variant<StructDeclaration, EnumDeclaration>;
using Constants = std::vector<std::pair<Identifier, ExprPtr>>;

/// The words before the type of a declaration, and the place of each word.
struct FunctionSpecifiers {
  std::optional<Span> static_at, inline_at, override_at, weak_at, atomic_at, thread_at;
  Identifier ordering;
};

inline Span cover(Span first, Span last) { return {first.file, first.begin, last.end}; }

class TreeBuilder {
 public:
  explicit TreeBuilder(Complaints& complaints) : complaints_(complaints) {}

  ExprPtr expr(decltype(Expr::node) node, Span span);
  ExprPtr unary(UnaryOp op, ExprPtr operand, Span span);
  ExprPtr binary(BinaryOp op, ExprPtr left, ExprPtr right, Span span);
  ExprPtr assign(std::optional<BinaryOp> op, ExprPtr target, ExprPtr value, Span span);
  ExprPtr counted(Identifier name, ExprPtr low, ExprPtr high, ExprPtr body, Span span);
  ExprPtr temporal(TemporalOp op, ExprPtr left, ExprPtr right, Span span);
  ExprPtr call(ExprPtr callee, std::vector<ExprPtr> arguments, Span span);
  StmtPtr scoped_guard(std::vector<ExprPtr> arguments, StmtPtr body, Span word, Span span);
  /// A string is allowed only as an argument. `refuse_strings` refuses each string that no `argument` follows.
  ExprPtr string(std::string value, Span span);
  ExprPtr argument(ExprPtr value);
  void refuse_strings();
  void forget_strings() { strings_.clear(); }

  StmtPtr stmt(decltype(Stmt::node) node, Span span);
  StmtPtr local(TypeSpecifier type, std::vector<Declarator> declarators, Span span);
  Block block(std::vector<StmtPtr> statements, Span span) { return {std::move(statements), span}; }

  TypeSpecifier builtin(const Words& words, Span span);
  Formula formula(ExprPtr expr, std::optional<Fairness> fairness, Span span);

  // Things that are read only to be refused. Each function reports an error and returns something harmless instead.
  Declarator function_pointer(Identifier name, Span span);
  ExprPtr missing_length(Span span);
  ExprPtr label_address(Span span);
  ExprPtr compound_literal(Span span);
  ExprPtr short_conditional(ExprPtr condition, ExprPtr otherwise, Span span);
  ExprPtr statement_expression(Span span);
  InitializerItem item_range(ExprPtr low, ExprPtr value, Span span);
  StmtPtr case_range(ExprPtr low, StmtPtr body, Span span);
  StmtPtr computed_goto(Span span);
  StmtPtr lone_choice(Block block, Span span);

 private:
  ExprPtr placeholder(Span span) { return expr(IntegerLiteral{}, span); }

  Complaints& complaints_;
  std::vector<Span> strings_;
};

TypeSpecifier constant_type(TypeSpecifier type, Span span);
Parameter unnamed_parameter(TypeSpecifier type, unsigned pointers, Span span);
/// `(void)` is C's way to say that there are no parameters.
std::vector<Parameter> without_void(std::vector<Parameter> parameters);
std::vector<Block> with_first(Block first, std::vector<Block> others);
void append(std::vector<VariableDeclaration>& fields, std::optional<VariableDeclaration> field);

}  // namespace pagerace::syntax
