// The context of the scanner's place in the file: open brackets and previous tokens. It tells keywords from names.
#pragma once

#include <vector>

#include "model/syntax/grammar.hpp"

namespace pagerace::syntax {

using Token = Parser::symbol_type;
using TokenKind = Parser::symbol_kind_type;
using Kind = Parser::symbol_kind;

struct Bracket {
  enum class Opens { Parenthesis, ForParenthesis, Square, Block, Choice, Constants, Initializer };
  Opens opens;
  Span span;
  TokenKind before = Kind::S_YYEOF;  ///< the token before it; after a name, it opens the arguments of a call

  bool is_brace() const { return opens >= Opens::Block; }
  /// A list of items: statements, fields, items of a property. The parser recovers between two items.
  bool holds_items() const { return opens == Opens::Block || opens == Opens::Choice; }
};

class Surroundings {
 public:
  /// Must be called for every token once, in order.
  void pass(TokenKind kind, Span span);

  TokenKind previous() const { return previous_; }
  Span previous_span() const { return previous_span_; }
  const std::vector<Bracket>& brackets() const { return brackets_; }
  std::size_t braces() const { return braces_; }
  /// The innermost open brace; null if no brace is open.
  const Bracket* innermost_brace() const;
  /// Closes everything that is still open inside the innermost brace.
  void drop_parentheses();
  /// Closes initialisers as well, because a statement ends here.
  void drop_to_items();
  /// The bracket that the last closing bracket closed.
  const Bracket& last_closed() const { return last_closed_; }

  bool at_declaration_start() const;
  bool at_property_items() const { return in_property_ && braces_ == 1; }
  bool in_formula() const { return at_property_items() && item_ == Item::Formula; }
  bool in_expectation() const { return in_expectation_; }
  /// True directly after the `}` of a block of an `either`.
  bool after_choice() const { return after_choice_; }
  /// The first token of the current statement or declaration.
  TokenKind started_with() const { return started_with_; }
  Span started_at() const { return started_at_; }

 private:
  enum class Item { Formula, Ghost, Probe };

  void open(Bracket::Opens opens, Span span);
  void open_brace(Span span);
  void close_brace();
  void close(bool square);
  void follow_property(TokenKind kind);

  std::vector<Bracket> brackets_;
  std::size_t braces_ = 0;
  TokenKind previous_ = Kind::S_YYEOF;
  TokenKind before_previous_ = Kind::S_YYEOF;
  TokenKind started_with_ = Kind::S_YYEOF;
  Span previous_span_, started_at_;
  Bracket last_closed_{Bracket::Opens::Block, {}, {}};
  Item item_ = Item::Formula;
  bool in_property_ = false;
  bool in_expectation_ = false;
  bool after_choice_ = false;
};

}  // namespace pagerace::syntax
