// The tokens that the parser sees: those of the scanner, without refused ones, and with missing ones put in.
#pragma once

#include <deque>

#include "model/syntax/definers.hpp"
#include "model/syntax/scanner.hpp"

namespace pagerace::syntax {

class TokenSource {
 public:
  TokenSource(std::string_view text, FileId file, const Typedefs& typedefs, Complaints& complaints)
      : words_(text, typedefs, around_, complaints),
        scanner_(text, file, words_, around_, complaints),
        complaints_(complaints) {}

  Token next();
  /// Called when the parser could not use the last token. The next token is then RECOVERED, after the end of the
  /// statement or declaration with the mistake.
  void recover() { recovering_ = true; }

  const Surroundings& around() const { return around_; }
  TokenKind last_kind() const { return last_kind_; }
  Span last_span() const { return last_span_; }
  /// The kind of the token before the last one.
  TokenKind kind_before() const { return kind_before_; }
  Span span_before() const { return span_before_; }
  /// Whether the last token was put in for one that the user left out (which has been reported).
  bool last_is_made_up() const { return last_is_made_up_; }

 private:
  Token from_scanner();
  bool drop_call();
  bool declares(const Definer& definer, Span at);
  std::deque<Token> to_closing(const Definer& definer, Span at);
  Token without_refused();
  Token take();
  void close_braces_before(const Token& token);
  Token deliver(Token token);

  Token find_recovery();
  Token recovered();
  bool semicolon_ends_item();
  void skip_braces();
  void deliver_again(TokenKind kind, Span span);

  Surroundings around_;
  WordReader words_;
  Scanner scanner_;
  Complaints& complaints_;

  std::deque<Token> unread_;  // from the scanner, not yet in `around_`
  std::deque<Token> held_;    // in `around_`, not yet given to the parser
  std::size_t made_up_ = 0;   // how many of `held_`, from the front, the user did not write
  bool recovering_ = false;
  bool delivered_again_ = false;  // the last token is the one at which a mistake was found
  bool last_is_made_up_ = false;
  TokenKind last_kind_ = Kind::S_YYEOF;
  TokenKind kind_before_ = Kind::S_YYEOF;
  Span last_span_, span_before_;
};

}  // namespace pagerace::syntax
