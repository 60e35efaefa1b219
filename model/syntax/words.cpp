#include "model/syntax/words.hpp"

#include <algorithm>
#include <unordered_map>

#include "model/syntax/refused_words.hpp"

namespace pagerace::syntax {
namespace {

using TokenType = Parser::token::token_kind_type;
using Named = Parser::token;

// C's own keywords mean the same everywhere.
const std::unordered_map<std::string_view, TokenType> plain_keywords = {
    {"struct", Named::T_STRUCT},
    {"enum", Named::T_ENUM},
    {"typedef", Named::T_TYPEDEF},
    {"const", Named::T_CONST},
    {"static", Named::T_STATIC},
    {"__thread", Named::T_THREAD_LOCAL},
    {"inline", Named::T_INLINE},
    {"__inline", Named::T_INLINE},
    {"__always_inline", Named::T_INLINE},
    {"noinline", Named::T_INLINE},
    {"__range", Named::T_RANGE},
    {"__weak", Named::T_WEAK},
    {"if", Named::T_IF},
    {"else", Named::T_ELSE},
    {"while", Named::T_WHILE},
    {"do", Named::T_DO},
    {"for", Named::T_FOR},
    {"switch", Named::T_SWITCH},
    {"case", Named::T_CASE},
    {"default", Named::T_DEFAULT},
    {"break", Named::T_BREAK},
    {"continue", Named::T_CONTINUE},
    {"return", Named::T_RETURN},
    {"goto", Named::T_GOTO},
    {"NULL", Named::T_NULL_POINTER},
};

constexpr std::string_view type_words[] = {"void",   "bool",     "char",   "short", "int", "long",
                                           "signed", "unsigned", "size_t", "u8",    "u16", "u32",
                                           "u64",    "s8",       "s16",    "s32",   "s64"};

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::optional<Token> plain_keyword(std::string_view word, Span span) {
  if (const auto found = plain_keywords.find(word); found != plain_keywords.end()) return Token(found->second, span);
  if (std::find(std::begin(type_words), std::end(type_words), word) != std::end(type_words)) {
    return Parser::make_TYPE_WORD(std::string(word), span);
  }
  if (word == "_Bool") return Parser::make_TYPE_WORD("bool", span);
  if (word == "true" || word == "false") return Parser::make_BOOLEAN(word == "true", span);
  return std::nullopt;
}

}  // namespace

Token WordReader::read(std::string_view word, Span span) {
  if (auto token = plain_keyword(word, span)) return std::move(*token);
  const TokenKind before = around_.previous();
  const bool can_only_be_a_name = before == Kind::S_DOT || before == Kind::S_ARROW || before == Kind::S_STRUCT ||
                                  before == Kind::S_ENUM || before == Kind::S_GOTO || before == Kind::S_EXPECT ||
                                  before == Kind::S_THREAD || before == Kind::S_PROPERTY || before == Kind::S_PROBE;
  if (before == Kind::S_PROBE && word == "store" && following(span) == '(') return Token(Named::T_STORE, span);
  if (can_only_be_a_name) return Parser::make_IDENTIFIER(std::string(word), span);
  if (auto token = refused_word(word, span, complaints_)) return std::move(*token);
  for (const auto reading : {&WordReader::expectation_word, &WordReader::property_word, &WordReader::formula_word,
                             &WordReader::declaration_word, &WordReader::statement_word}) {
    if (auto token = (this->*reading)(word, span)) return std::move(*token);
  }
  if (typedefs_.knows(word)) return Parser::make_TYPEDEF_NAME(std::string(word), span);
  return Parser::make_IDENTIFIER(std::string(word), span);
}

std::optional<Token> WordReader::declaration_word(std::string_view word, Span span) const {
  static const std::unordered_map<std::string_view, TokenType> starters = {
      {"thread", Named::T_THREAD},     {"daemon", Named::T_DAEMON}, {"init", Named::T_INIT},
      {"import", Named::T_IMPORT},     {"expect", Named::T_EXPECT}, {"property", Named::T_PROPERTY},
      {"override", Named::T_OVERRIDE}, {"refuse", Named::T_REFUSE},
  };
  const TokenKind before = around_.previous();
  const bool after_specifier =
      before == Kind::S_STATIC || before == Kind::S_INLINE || before == Kind::S_OVERRIDE || before == Kind::S_WEAK;
  const bool starts = around_.at_declaration_start();
  if (word == "atomic" && around_.brackets().empty() && (starts || after_specifier)) {
    return Token(Named::T_ATOMIC, span);
  }
  const auto found = starters.find(word);
  if (found == starters.end()) return std::nullopt;
  if (starts || (before == Kind::S_DAEMON && word == "thread")) return Token(found->second, span);
  if (word == "override" && after_specifier && around_.brackets().empty()) return Token(found->second, span);
  // At the left edge of a line, before a name, a block or a path, it starts a declaration even if something is still
  // open: then the mistake is before it.
  const char next = following(span);
  const bool fits = word == "init"                         ? next == '{'
                    : word == "import" || word == "refuse" ? next == '"'
                                                           : is_word_character(next);
  if (word != "override" && starts_line(span) && fits) return Token(found->second, span);
  return std::nullopt;
}

std::optional<Token> WordReader::property_word(std::string_view word, Span span) const {
  if (!around_.at_property_items() || around_.brackets().size() != 1) return std::nullopt;
  if (word == "probe" && is_word_character(following(span))) return Token(Named::T_PROBE, span);
  if (word == "ghost" && is_word_character(following(span)) && around_.in_formula()) {
    return Token(Named::T_GHOST, span);
  }
  return std::nullopt;
}

std::optional<Token> WordReader::formula_word(std::string_view word, Span span) const {
  static const std::unordered_map<std::string_view, TokenType> words = {
      {"until", Named::T_UNTIL},         {"not", Named::T_NOT_WORD},  {"and", Named::T_AND_WORD},
      {"or", Named::T_OR_WORD},          {"imply", Named::T_IMPLY},   {"equivalent", Named::T_EQUIVALENT},
      {"reachable", Named::T_REACHABLE}, {"at_end", Named::T_AT_END}, {"fair", Named::T_FAIR},
  };
  static const std::unordered_map<std::string_view, TemporalOp> prefixes = {
      {"always", TemporalOp::Always}, {"eventually", TemporalOp::Eventually}, {"next", TemporalOp::Next}};
  static const std::unordered_map<std::string_view, Fairness> kinds = {
      {"none", Fairness::None}, {"weak", Fairness::Weak}, {"strong", Fairness::Strong}};
  if (!around_.in_formula()) return std::nullopt;
  if (const auto found = words.find(word); found != words.end()) return Token(found->second, span);
  if (const auto found = prefixes.find(word); found != prefixes.end()) {
    return Parser::make_TEMPORAL_PREFIX(found->second, span);
  }
  if (around_.previous() != Kind::S_FAIR) return std::nullopt;
  if (const auto found = kinds.find(word); found != kinds.end()) return Parser::make_FAIRNESS(found->second, span);
  return std::nullopt;
}

std::optional<Token> WordReader::expectation_word(std::string_view word, Span span) const {
  static const std::unordered_map<std::string_view, TokenType> verdicts = {
      {"holds", Named::T_HOLDS}, {"violated", Named::T_VIOLATED}, {"vacuous", Named::T_VACUOUS}};
  if (!around_.in_expectation()) return std::nullopt;
  const TokenKind before = around_.previous();
  if (before == Kind::S_ASSIGN) return std::nullopt;
  if (before == Kind::S_COLON) {
    if (const auto found = verdicts.find(word); found != verdicts.end()) return Token(found->second, span);
    return std::nullopt;
  }
  const bool in_settings = before == Kind::S_WITH || before == Kind::S_COMMA;
  if (word == "kernel" && in_settings && following(span) != '=') return Token(Named::T_KERNEL, span);
  if (in_settings) return std::nullopt;
  if (word == "depth") return Token(Named::T_DEPTH, span);
  if (word == "with") return Token(Named::T_WITH, span);
  return std::nullopt;
}

std::optional<Token> WordReader::statement_word(std::string_view word, Span span) const {
  struct Reading {
    TokenType token;
    char before;
  };
  static const std::unordered_map<std::string_view, Reading> words = {{"any", {Named::T_ANY, '('}},
                                                                      {"either", {Named::T_EITHER, '{'}},
                                                                      {"atomic", {Named::T_ATOMIC, '{'}},
                                                                      {"assume", {Named::T_ASSUME, '('}},
                                                                      {"scoped_guard", {Named::T_SCOPED_GUARD, '('}},
                                                                      {"note", {Named::T_NOTE, '"'}}};
  if (word == "or" && around_.after_choice()) return Token(Named::T_OR_BLOCK, span);
  if ((word == "forall" || word == "exists") && following(span) == '(') {
    return Parser::make_QUANTIFIER(word == "forall", span);
  }
  if (word == "count" && binds_a_name(span)) return Token(Named::T_COUNT, span);
  const auto found = words.find(word);
  if (found == words.end() || following(span) != found->second.before) return std::nullopt;
  return Token(found->second.token, span);
}

/// `(name :` follows, as it does in no call.
bool WordReader::binds_a_name(Span span) const {
  std::string_view rest = text_.substr(span.end);
  const auto skip = [&](auto&& is) {
    std::size_t count = 0;
    while (count < rest.size() && is(rest[count])) ++count;
    rest.remove_prefix(count);
    return count;
  };
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  const auto takes = [&](char c) {
    skip(is_space);
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    skip(is_space);
    return true;
  };
  return takes('(') && skip(is_word_character) > 0 && takes(':');
}

char WordReader::following(Span span) const {
  std::size_t at = span.end;
  while (at < text_.size()) {
    const std::string_view rest = text_.substr(at);
    if (rest.starts_with("/*")) {
      const std::size_t end = rest.find("*/", 2);
      if (end == std::string_view::npos) return '\0';
      at += end + 2;
    } else if (rest.starts_with("//")) {
      at += std::min(rest.find('\n'), rest.size());
    } else if (std::string_view(" \t\r\n").find(rest.front()) == std::string_view::npos) {
      return rest.front();
    } else {
      ++at;
    }
  }
  return '\0';
}

}  // namespace pagerace::syntax
