// Words a syntax error: what was expected, in the user's words, and the place of the caret.
#include <fmt/format.h>

#include <algorithm>

#include "model/syntax/parser_context.hpp"

namespace pagerace::syntax {
namespace {

class SyntaxError {
 public:
  SyntaxError(const std::vector<TokenKind>& expected, const TokenSource& tokens, const source::Sources& sources,
              const std::vector<std::string>& typedefs)
      : expected_(expected), tokens_(tokens), sources_(sources), typedefs_(typedefs) {}

  void report(Complaints& complaints) const;

 private:
  bool expects(TokenKind kind) const { return std::find(expected_.begin(), expected_.end(), kind) != expected_.end(); }
  bool found_name() const { return tokens_.last_kind() == Kind::S_IDENTIFIER; }
  std::string found() const;
  std::string text(Span span) const { return std::string(sources_.slice(span)); }
  bool report_unknown_type(Complaints& complaints) const;
  std::string hint_for_type(const std::string& name, bool declaration) const;
  std::string wanted() const;
  std::string semicolon() const;
  std::string listed() const;
  bool wants_closing() const;
  const Bracket* open_bracket() const;
  bool in_arguments() const { return open_bracket() && open_bracket()->before == Kind::S_IDENTIFIER; }
  std::string hint() const;
  bool on_different_lines(Span one, Span other) const {
    return sources_.position(one).line != sources_.position(other).line;
  }

  const std::vector<TokenKind>& expected_;
  const TokenSource& tokens_;
  const source::Sources& sources_;
  const std::vector<std::string>& typedefs_;
};

constexpr TokenKind operators[] = {
    Kind::S_ASSIGN,   Kind::S_OR_OR,      Kind::S_AND_AND,   Kind::S_BIT_OR,   Kind::S_BIT_XOR,
    Kind::S_BIT_AND,  Kind::S_PLUS,       Kind::S_MINUS,     Kind::S_STAR,     Kind::S_BANG,
    Kind::S_TILDE,    Kind::S_INCREMENT,  Kind::S_DECREMENT, Kind::S_EQUALITY, Kind::S_COMPOUND_ASSIGN,
    Kind::S_RELATION, Kind::S_SHIFT,      Kind::S_DIVISION,  Kind::S_QUESTION, Kind::S_DOT,
    Kind::S_ARROW,    Kind::S_LPAREN,     Kind::S_LBRACKET,  Kind::S_ELLIPSIS, Kind::S_UNTIL,
    Kind::S_IMPLY,    Kind::S_EQUIVALENT, Kind::S_AND_WORD,  Kind::S_OR_WORD,  Kind::S_RECOVERED,
    Kind::S_RANGE,    Kind::S_STATIC,     Kind::S_INLINE,    Kind::S_OVERRIDE, Kind::S_ATOMIC,
    Kind::S_CONST,    Kind::S_WEAK,
};

bool is_operator(TokenKind kind) {
  return std::find(std::begin(operators), std::end(operators), kind) != std::end(operators);
}

std::string quoted(TokenKind kind) {
  const std::string name = Parser::symbol_name(kind);
  const bool described = name.find(' ') != std::string::npos;
  return described ? name : fmt::format("'{}'", name);
}

// The innermost bracket that was open before the current token; null if there was none.
const Bracket* SyntaxError::open_bracket() const {
  const auto& brackets = tokens_.around().brackets();
  const TokenKind found = tokens_.last_kind();
  const bool opens = found == Kind::S_LPAREN || found == Kind::S_LBRACKET || found == Kind::S_LBRACE;
  const std::size_t depth = brackets.size() - (opens && !brackets.empty() ? 1 : 0);
  return depth > 0 ? &brackets[depth - 1] : nullptr;
}

std::string SyntaxError::found() const {
  constexpr std::size_t longest = 30;
  switch (tokens_.last_kind()) {
    case Kind::S_YYEOF:
      return "the end of the file";
    case Kind::S_STRING:
      return "a string";
    default:
      break;
  }
  std::string written = text(tokens_.last_span());
  if (written.size() > longest) written = written.substr(0, longest) + "...";
  return fmt::format("'{}'", written);
}

std::string SyntaxError::hint_for_type(const std::string& name, bool declaration) const {
  std::vector<std::string> candidates = typedefs_;
  for (const char* word :
       {"bool", "char", "short", "int", "long", "signed", "unsigned", "void", "size_t", "u8",     "u16",
        "u32",  "u64",  "s8",    "s16", "s32",  "s64",    "struct",   "enum", "const",  "static", "typedef"}) {
    candidates.push_back(word);
  }
  if (declaration) {
    for (const char* word :
         {"thread", "daemon", "init", "import", "property", "expect", "override", "atomic", "refuse", "__weak"}) {
      candidates.push_back(word);
    }
  }
  const std::string closest = source::did_you_mean(name, candidates);
  if (!closest.empty()) return fmt::format("did you mean `{}`?", closest);
  return fmt::format("declare it with `typedef`, or write `struct {}` if it is one", name);
}

// Finds a name in the place of a type: the most common mistake in code that was copied from elsewhere.
bool SyntaxError::report_unknown_type(Complaints& complaints) const {
  if (!found_name()) return false;
  const Span here = tokens_.last_span();
  const Span before = tokens_.span_before();
  if (expects(Kind::S_IMPORT)) {
    complaints.error(here, fmt::format("expected a declaration, found {}", found()), hint_for_type(text(here), true));
    return true;
  }
  if (expects(Kind::S_TYPE_WORD) && !expects(Kind::S_IDENTIFIER)) {
    const bool parameter = tokens_.kind_before() == Kind::S_LPAREN || tokens_.kind_before() == Kind::S_COMMA;
    const std::string hint = hint_for_type(text(here), false);
    complaints.error(here, fmt::format("unknown type name {}", found()),
                     parameter && !hint.starts_with("did")
                         ? "declare the type with `typedef`; a parameter is written `int NAME`"
                         : hint);
    return true;
  }
  const bool second_word =
      tokens_.kind_before() == Kind::S_IDENTIFIER && before.begin == tokens_.around().started_at().begin;
  if (!second_word) return false;
  complaints.error(before, fmt::format("unknown type name '{}'", text(before)), hint_for_type(text(before), false));
  return true;
}

std::string SyntaxError::semicolon() const {
  const Bracket* bracket = tokens_.last_kind() == Kind::S_RPAREN ? &tokens_.around().last_closed() : open_bracket();
  const bool in_for = bracket && bracket->opens == Bracket::Opens::ForParenthesis;
  if (in_for) return "';' in the head of 'for'";
  switch (tokens_.around().started_with()) {
    case Kind::S_TYPE_WORD:
    case Kind::S_TYPEDEF_NAME:
    case Kind::S_STRUCT:
    case Kind::S_ENUM:
    case Kind::S_CONST:
    case Kind::S_STATIC:
    case Kind::S_TYPEDEF:
    case Kind::S_GHOST:
      return "';' after the declaration";
    case Kind::S_EXPECT:
      return "';' after the expectation";
    case Kind::S_IMPORT:
      return "';' after the import";
    default:
      return "';' after the statement";
  }
}

std::string SyntaxError::listed() const {
  constexpr std::size_t most = 5;
  std::vector<TokenKind> kinds;
  std::copy_if(expected_.begin(), expected_.end(), std::back_inserter(kinds),
               [](TokenKind kind) { return !is_operator(kind); });
  if (kinds.empty()) kinds = expected_;
  if (kinds.empty() || kinds.size() > most) return {};
  std::string result;
  for (std::size_t at = 0; at < kinds.size(); ++at) {
    if (at > 0) result += at + 1 < kinds.size() ? ", " : " or ";
    result += quoted(kinds[at]);
  }
  return result;
}

std::string SyntaxError::wanted() const {
  if (expects(Kind::S_KERNEL)) return "'kernel' or the name of a constant";
  if (expects(Kind::S_GHOST)) return "a formula, a ghost or a probe";
  if (expects(Kind::S_IMPORT)) return "a declaration";
  if (expects(Kind::S_WHILE) && expects(Kind::S_GOTO)) return "a statement";
  if (expects(Kind::S_INTEGER) && expects(Kind::S_LPAREN)) {
    if (expects(Kind::S_SEMICOLON)) return "an expression or ';'";
    return expects(Kind::S_RPAREN) ? "an expression or ')'" : "an expression";
  }
  if (expects(Kind::S_SEMICOLON) && tokens_.kind_before() == Kind::S_RBRACE) return "';' after '}'";
  if (expects(Kind::S_IDENTIFIER)) return "a name";
  if (expects(Kind::S_SEMICOLON)) return semicolon();
  if (expects(Kind::S_RPAREN)) return expects(Kind::S_COMMA) && in_arguments() ? "',' or ')'" : "')'";
  if (expects(Kind::S_TYPE_WORD)) return "a type";
  return listed();
}

// A missing closing token is reported directly after what it closes, not before the next token on a later line.
bool SyntaxError::wants_closing() const {
  if (expects(Kind::S_INTEGER) || expects(Kind::S_IDENTIFIER) || expects(Kind::S_IMPORT)) {
    return tokens_.kind_before() == Kind::S_RBRACE && expects(Kind::S_SEMICOLON) && !expects(Kind::S_INTEGER);
  }
  return expects(Kind::S_SEMICOLON) || expects(Kind::S_RPAREN) || expects(Kind::S_RBRACKET) || expects(Kind::S_COLON) ||
         expects(Kind::S_RBRACE);
}

std::string SyntaxError::hint() const {
  const TokenKind found = tokens_.last_kind();
  const bool is_type = found == Kind::S_TYPE_WORD || found == Kind::S_STRUCT || found == Kind::S_ENUM ||
                       found == Kind::S_TYPEDEF_NAME || found == Kind::S_CONST;
  if (expects(Kind::S_WHILE) && is_type) return "put { } around the declaration";
  if (expects(Kind::S_WHILE) && tokens_.kind_before() == Kind::S_COLON) return "write `;` after the label";
  // Words of formulas, which are names elsewhere.
  const std::string word = found_name() ? text(tokens_.last_span()) : "";
  if (word == "or") return "`or` stands in formulas: write `a || b` here";
  if (word == "and") return "`and` stands in formulas: write `a && b` here";
  if (word == "imply") return "`imply` stands in formulas: write `!a || b` here";
  if (found == Kind::S_TYPEDEF_NAME) return fmt::format("'{}' is the name of a type", text(tokens_.last_span()));
  return {};
}

void SyntaxError::report(Complaints& complaints) const {
  if (report_unknown_type(complaints)) return;
  const Span before = tokens_.span_before();
  Span at = tokens_.last_span();
  if (tokens_.last_kind() == Kind::S_YYEOF || (wants_closing() && on_different_lines(before, at)))
    at = {before.file, before.end, before.end};
  const std::string what = wanted();
  complaints.error(
      at, what.empty() ? fmt::format("unexpected {}", found()) : fmt::format("expected {}, found {}", what, found()),
      hint());
  const Bracket* bracket = open_bracket();
  const bool wants_match = expects(Kind::S_RPAREN) && !expects(Kind::S_INTEGER) && bracket && !bracket->is_brace();
  if (wants_match && on_different_lines(bracket->span, at)) complaints.note(bracket->span, "to match this");
}

}  // namespace

void ParserContext::syntax_error(const std::vector<TokenKind>& expected) {
  tokens_.recover();
  build.forget_strings();
  if (tokens_.last_is_made_up()) return;
  // Reports one error for each place: what remains after a refused word or a stray character seldom fits the grammar.
  const Span said = complaints.last();
  if (said.end > 0 && said.begin >= tokens_.span_before().begin && said.begin <= tokens_.last_span().begin) return;
  SyntaxError(expected, tokens_, sources_, typedefs_.names()).report(complaints);
}

}  // namespace pagerace::syntax
