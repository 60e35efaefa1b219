#include "model/syntax/tokens.hpp"

#include <fmt/format.h>

namespace pagerace::syntax {
namespace {

using Named = Parser::token;

constexpr std::size_t most_brackets = 2000;

// Words that can only start a declaration.
bool starts_declaration(TokenKind kind) {
  return kind == Kind::S_THREAD || kind == Kind::S_DAEMON || kind == Kind::S_INIT || kind == Kind::S_IMPORT ||
         kind == Kind::S_PROPERTY || kind == Kind::S_EXPECT || kind == Kind::S_REFUSE;
}

Token made_of(TokenKind kind, Span span) {
  switch (kind) {
    case Kind::S_THREAD:
      return Token(Named::T_THREAD, span);
    case Kind::S_DAEMON:
      return Token(Named::T_DAEMON, span);
    case Kind::S_INIT:
      return Token(Named::T_INIT, span);
    case Kind::S_IMPORT:
      return Token(Named::T_IMPORT, span);
    case Kind::S_REFUSE:
      return Token(Named::T_REFUSE, span);
    case Kind::S_PROPERTY:
      return Token(Named::T_PROPERTY, span);
    case Kind::S_EXPECT:
      return Token(Named::T_EXPECT, span);
    case Kind::S_RBRACE:
      return Token(Named::T_RBRACE, span);
    default:
      return Token(Named::T_END, span);
  }
}

}  // namespace

Token TokenSource::from_scanner() {
  if (complaints_.stopped()) return Parser::make_END(around_.previous_span());
  if (unread_.empty()) return scanner_.scan();
  Token token = std::move(unread_.front());
  unread_.pop_front();
  return token;
}

// Drops `(...)` if it comes next. Braces and `;` end it even if a parenthesis is missing.
bool TokenSource::drop_call() {
  complaints_.mute(true);
  std::size_t open = 0;
  bool dropped = false;
  for (;;) {
    Token token = from_scanner();
    const TokenKind kind = token.kind();
    const bool ends =
        kind == Kind::S_YYEOF || kind == Kind::S_SEMICOLON || kind == Kind::S_LBRACE || kind == Kind::S_RBRACE;
    if (open == 0 && kind == Kind::S_REFUSED_WORD) continue;
    if (kind == Kind::S_LPAREN) ++open;
    if (ends || open == 0) {
      unread_.push_front(std::move(token));
      break;
    }
    dropped = true;
    if (kind == Kind::S_RPAREN && --open == 0) break;
  }
  complaints_.mute(false);
  return dropped;
}

Token TokenSource::without_refused() {
  for (;;) {
    Token token = from_scanner();
    const Span span = token.location;
    switch (token.kind()) {
      case Kind::S_REFUSED_WORD:
        break;
      case Kind::S_REFUSED_CALL:
        drop_call();
        break;
      case Kind::S_REFUSED_VALUE:
        if (drop_call()) return Parser::make_INTEGER({}, span);
        break;
      case Kind::S_REFUSED_TYPE:
        drop_call();
        return Parser::make_TYPE_WORD("int", span);
      case Kind::S_IDENTIFIER: {
        const Definer* definer = find_definer(token.value.as<std::string>());
        if (definer == nullptr || !declares(*definer, span)) return token;
        break;
      }
      default:
        return token;
    }
  }
}

// What follows the name up to the parenthesis, as an initialiser; the parenthesis itself is dropped.
std::deque<Token> TokenSource::to_closing(const Definer& definer, Span at) {
  std::deque<Token> made;
  const bool takes_value = definer.member != nullptr;
  for (bool initializes = false;;) {
    Token token = from_scanner();
    const TokenKind kind = token.kind();
    if (kind == Kind::S_COMMA && takes_value && !initializes) {
      initializes = true;
      made.push_back(Parser::make_ASSIGN(at));
      made.push_back(Parser::make_LBRACE(at));
      made.push_back(Parser::make_DOT(at));
      made.push_back(Parser::make_IDENTIFIER(definer.member, at));
      made.push_back(Parser::make_ASSIGN(at));
      continue;
    }
    const bool ends = kind == Kind::S_RPAREN || kind == Kind::S_SEMICOLON || kind == Kind::S_YYEOF || !initializes;
    if (ends && initializes) made.push_back(Parser::make_RBRACE(at));
    if (kind != Kind::S_RPAREN) made.push_back(std::move(token));
    if (ends) return made;
  }
}

// `DEFINE_MUTEX(name)` is read as `struct mutex name`, and `DEFINE_SEMAPHORE(name, 1)` with the initialiser
// `{ .count = 1 }`. Anything else in the parentheses is left for the parser to refuse.
bool TokenSource::declares(const Definer& definer, Span at) {
  Token open = from_scanner();
  if (open.kind() != Kind::S_LPAREN) {
    unread_.push_front(std::move(open));
    return false;
  }
  Token name = from_scanner();
  if (name.kind() != Kind::S_IDENTIFIER) {
    unread_.push_front(std::move(name));
    unread_.push_front(std::move(open));
    return false;
  }
  const Span place = name.location;
  std::deque<Token> made;
  made.push_back(Token(Named::T_STRUCT, at));
  made.push_back(Parser::make_IDENTIFIER(definer.tag, at));
  made.push_back(std::move(name));
  std::deque<Token> rest = to_closing(definer, place);
  while (!rest.empty()) {
    made.push_back(std::move(rest.front()));
    rest.pop_front();
  }
  for (; !made.empty(); made.pop_back()) unread_.push_front(std::move(made.back()));
  return true;
}

// Counts the token in `around_` and returns it. Closing braces that must be missing before it come first.
Token TokenSource::take() {
  while (held_.empty()) {
    Token token = without_refused();
    const TokenKind kind = token.kind();
    if (kind == Kind::S_RBRACE && around_.braces() == 0) {
      complaints_.error(token.location, "there is no '{' for this '}'");
      continue;
    }
    const bool nothing_may_be_open = kind == Kind::S_YYEOF || starts_declaration(kind);
    if (nothing_may_be_open && around_.braces() > 0) close_braces_before(token);
    around_.pass(kind, token.location);
    // Skipped tokens never reach the parser, which limits the nesting of all others.
    if (around_.brackets().size() > most_brackets) complaints_.fatal(token.location, "this is nested too deeply");
    held_.push_back(std::move(token));
  }
  Token token = std::move(held_.front());
  held_.pop_front();
  return token;
}

void TokenSource::close_braces_before(const Token& token) {
  const Span at = token.location;
  const bool is_end = token.kind() == Kind::S_YYEOF;
  const Span before = around_.previous_span();
  const Span open = around_.brackets().front().span;
  complaints_.error(is_end ? Span{before.file, before.end, before.end} : at,
                    is_end ? "expected '}' before the end of the file" : "expected '}' before the next declaration");
  complaints_.note(open, "to match this");
  const Span place{at.file, at.begin, at.begin};
  while (around_.braces() > 0) {
    around_.pass(Kind::S_RBRACE, place);
    held_.push_back(Token(Named::T_RBRACE, place));
    ++made_up_;
  }
}

Token TokenSource::deliver(Token token) {
  kind_before_ = last_kind_;
  span_before_ = last_span_;
  last_kind_ = token.kind();
  last_span_ = token.location;
  return token;
}

Token TokenSource::next() {
  if (recovering_) {
    recovering_ = false;
    return find_recovery();
  }
  delivered_again_ = delivered_again_ && last_kind_ == Kind::S_RECOVERED;
  Token token = take();
  last_is_made_up_ = made_up_ > 0;
  if (last_is_made_up_) --made_up_;
  return deliver(std::move(token));
}

Token TokenSource::recovered() {
  const Span end{last_span_.file, last_span_.end, last_span_.end};
  return deliver(Token(Named::T_RECOVERED, end));
}

void TokenSource::deliver_again(TokenKind kind, Span span) {
  if (delivered_again_) return;  // once is enough: the parser cannot use it
  delivered_again_ = true;
  held_.push_front(made_of(kind, span));
  if (last_is_made_up_) ++made_up_;
}

bool TokenSource::semicolon_ends_item() {
  const auto& brackets = around_.brackets();
  if (!brackets.empty() && brackets.back().opens == Bracket::Opens::ForParenthesis) return false;
  const Bracket* brace = around_.innermost_brace();
  if (brace && brace->opens == Bracket::Opens::Constants) return false;
  around_.drop_to_items();
  return true;
}

void TokenSource::skip_braces() {
  const std::size_t inside = around_.brackets().size();
  TokenKind kind = Kind::S_LBRACE;
  while (kind != Kind::S_YYEOF && around_.brackets().size() >= inside) kind = take().kind();
}

// Skips to a token with which the parser can go on: after the `;` or block that ends the item with the mistake, or
// before the `}` around it.
Token TokenSource::find_recovery() {
  TokenKind kind = last_kind_;
  Span span = last_span_;
  for (;;) {
    if (kind == Kind::S_YYEOF || (starts_declaration(kind) && around_.braces() == 0)) {
      around_.drop_parentheses();
      deliver_again(kind, span);
      return recovered();
    }
    const bool ends = kind == Kind::S_SEMICOLON && semicolon_ends_item();
    if (ends && around_.braces() > 0) return recovered();
    if (kind == Kind::S_RBRACE && around_.last_closed().holds_items()) {
      deliver_again(kind, span);
      return recovered();
    }
    const bool is_block =
        kind == Kind::S_LBRACE && !around_.brackets().empty() && around_.brackets().back().holds_items();
    if (kind == Kind::S_LBRACE) skip_braces();
    if (is_block) around_.drop_parentheses();
    Token token = take();
    kind = token.kind();
    span = token.location;
    // An `else` belongs to the skipped text, and so does a block if no block can start here.
    const bool goes_on = ends ? kind == Kind::S_LBRACE : kind == Kind::S_ELSE || kind == Kind::S_OR_BLOCK;
    if ((is_block || ends) && !goes_on) {
      held_.push_front(std::move(token));
      return recovered();
    }
  }
}

}  // namespace pagerace::syntax
