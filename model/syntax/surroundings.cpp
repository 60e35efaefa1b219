#include "model/syntax/surroundings.hpp"

namespace pagerace::syntax {
namespace {

bool ends_item(TokenKind kind) {
  return kind == Kind::S_YYEOF || kind == Kind::S_SEMICOLON || kind == Kind::S_LBRACE || kind == Kind::S_RBRACE;
}

}  // namespace

const Bracket* Surroundings::innermost_brace() const {
  for (auto bracket = brackets_.rbegin(); bracket != brackets_.rend(); ++bracket) {
    if (bracket->is_brace()) return &*bracket;
  }
  return nullptr;
}

void Surroundings::drop_parentheses() {
  while (!brackets_.empty() && !brackets_.back().is_brace()) brackets_.pop_back();
}

void Surroundings::drop_to_items() {
  drop_parentheses();
  while (!brackets_.empty() && brackets_.back().opens == Bracket::Opens::Initializer) {
    brackets_.pop_back();
    --braces_;
    drop_parentheses();
  }
}

bool Surroundings::at_declaration_start() const {
  return brackets_.empty() && previous_ != Kind::S_LBRACE && ends_item(previous_);
}

void Surroundings::open(Bracket::Opens opens, Span span) { brackets_.push_back({opens, span, previous_}); }

void Surroundings::open_brace(Span span) {
  using Opens = Bracket::Opens;
  const bool of_enum = previous_ == Kind::S_ENUM || before_previous_ == Kind::S_ENUM;
  const bool inside = !brackets_.empty() && brackets_.back().opens == Opens::Initializer;
  const bool of_choice = previous_ == Kind::S_EITHER || previous_ == Kind::S_OR_BLOCK;
  open(of_enum                                 ? Opens::Constants
       : previous_ == Kind::S_ASSIGN || inside ? Opens::Initializer
       : of_choice                             ? Opens::Choice
                                               : Opens::Block,
       span);
  ++braces_;
}

void Surroundings::close_brace() {
  drop_parentheses();
  if (brackets_.empty()) return;
  last_closed_ = brackets_.back();
  after_choice_ = last_closed_.opens == Bracket::Opens::Choice;
  brackets_.pop_back();
  --braces_;
  if (braces_ == 0) in_property_ = false;
}

void Surroundings::close(bool square) {
  if (brackets_.empty() || brackets_.back().is_brace()) return;
  if ((brackets_.back().opens == Bracket::Opens::Square) != square) return;
  last_closed_ = brackets_.back();
  brackets_.pop_back();
}

// Ghosts and probes are plain C; everything else in a property is a formula. A formula may end without `;`.
void Surroundings::follow_property(TokenKind kind) {
  const bool item_is_over = kind == Kind::S_SEMICOLON || (kind == Kind::S_RBRACE && item_ == Item::Probe);
  if (item_is_over) item_ = Item::Formula;
  if (kind == Kind::S_GHOST) item_ = Item::Ghost;
  if (kind == Kind::S_PROBE || kind == Kind::S_RETURN) item_ = Item::Probe;
}

void Surroundings::pass(TokenKind kind, Span span) {
  using Opens = Bracket::Opens;
  if (ends_item(previous_)) {
    started_with_ = kind;
    started_at_ = span;
  }
  after_choice_ = false;
  switch (kind) {
    case Kind::S_LPAREN:
      open(previous_ == Kind::S_FOR ? Opens::ForParenthesis : Opens::Parenthesis, span);
      break;
    case Kind::S_LBRACKET:
      open(Opens::Square, span);
      break;
    case Kind::S_LBRACE:
      open_brace(span);
      break;
    case Kind::S_RPAREN:
      close(false);
      break;
    case Kind::S_RBRACKET:
      close(true);
      break;
    case Kind::S_RBRACE:
      close_brace();
      break;
    case Kind::S_SEMICOLON:
      in_expectation_ = false;
      break;
    case Kind::S_EXPECT:
      in_expectation_ = true;
      break;
    case Kind::S_PROPERTY:
      in_property_ = true;
      item_ = Item::Formula;
      break;
    default:
      break;
  }
  if (at_property_items()) follow_property(kind);
  before_previous_ = previous_;
  previous_ = kind;
  previous_span_ = span;
}

}  // namespace pagerace::syntax
