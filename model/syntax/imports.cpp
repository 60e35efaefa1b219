#include "model/syntax/imports.hpp"

#include <algorithm>

#include "model/syntax/tokens.hpp"

namespace pagerace::syntax {
namespace {

/// What may stand before the type of a declaration.
bool precedes_type(TokenKind kind) {
  constexpr TokenKind kinds[] = {Kind::S_YYEOF,  Kind::S_SEMICOLON, Kind::S_RBRACE,    Kind::S_RPAREN,
                                 Kind::S_STATIC, Kind::S_CONST,     Kind::S_INLINE,    Kind::S_OVERRIDE,
                                 Kind::S_WEAK,   Kind::S_ATOMIC,    Kind::S_RECOVERED, Kind::S_TYPEDEF};
  return std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
}

class Finder {
 public:
  explicit Finder(Mentions& found) : found_(found) {}

  void pass(const Token& token, TokenKind before, bool at_top) {
    settle(token.kind());
    if (token.kind() == Kind::S_STRING && before == Kind::S_IMPORT)
      found_.imports.push_back({token.value.as<std::string>(), token.location});
    if (token.kind() != Kind::S_IDENTIFIER) return;
    name_ = token.value.as<std::string>();
    before_ = before;
    at_top_ = at_top;
  }

 private:
  /// Decides what the last name was, now that the token after it is known.
  void settle(TokenKind after) {
    if (name_.empty()) return;
    const bool defines_struct = before_ == Kind::S_STRUCT && after == Kind::S_LBRACE;
    const bool is_type = before_ == Kind::S_STRUCT || precedes_type(before_);
    if (defines_struct || (at_top_ && !is_type)) {
      found_.declared.insert(std::move(name_));
    } else if (after == Kind::S_LPAREN) {
      found_.called.insert(std::move(name_));
    } else {
      found_.types.insert(std::move(name_));
    }
    name_.clear();
  }

  Mentions& found_;
  std::string name_;  // the last token, if it is a name
  TokenKind before_ = Kind::S_YYEOF;
  bool at_top_ = false;
};

}  // namespace

Mentions find_mentions(const source::Sources& sources, FileId file) {
  source::Diagnostics unused;
  Complaints complaints(unused);
  complaints.mute(true);
  std::vector<std::string> no_names;
  const Typedefs no_typedefs(no_names);
  TokenSource tokens(sources.text(file), file, no_typedefs, complaints);
  Mentions result;
  Finder finder(result);
  for (;;) {
    const Token token = tokens.next();
    finder.pass(token, tokens.kind_before(), tokens.around().brackets().empty());
    if (token.kind() == Kind::S_YYEOF) return result;
  }
}

}  // namespace pagerace::syntax
