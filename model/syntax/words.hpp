// Tells keywords, types and names apart. Most words of the language are names wherever they cannot mean anything else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/syntax/complaints.hpp"
#include "model/syntax/surroundings.hpp"
#include "model/syntax/typedefs.hpp"

namespace pagerace::syntax {

class WordReader {
 public:
  WordReader(std::string_view text, const Typedefs& typedefs, const Surroundings& around, Complaints& complaints)
      : text_(text), typedefs_(typedefs), around_(around), complaints_(complaints) {}

  /// The word at `span`. A refused one is complained about, and stands for what comes closest.
  Token read(std::string_view word, Span span);

 private:
  std::optional<Token> declaration_word(std::string_view word, Span span) const;
  std::optional<Token> property_word(std::string_view word, Span span) const;
  std::optional<Token> formula_word(std::string_view word, Span span) const;
  std::optional<Token> expectation_word(std::string_view word, Span span) const;
  std::optional<Token> statement_word(std::string_view word, Span span) const;
  /// The next character that is not blank and not of a comment; NUL at the end.
  char following(Span span) const;
  bool starts_line(Span span) const { return span.begin == 0 || text_[span.begin - 1] == '\n'; }

  std::string_view text_;
  const Typedefs& typedefs_;
  const Surroundings& around_;
  Complaints& complaints_;
};

}  // namespace pagerace::syntax
