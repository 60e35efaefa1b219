// Tells keywords, types and names apart. Most keywords of the language are names if they can mean nothing else.
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

  /// The token for the word at `span`. Reports an error for a refused word and returns the token that is closest to it.
  Token read(std::string_view word, Span span);

 private:
  std::optional<Token> declaration_word(std::string_view word, Span span) const;
  std::optional<Token> property_word(std::string_view word, Span span) const;
  std::optional<Token> formula_word(std::string_view word, Span span) const;
  std::optional<Token> expectation_word(std::string_view word, Span span) const;
  std::optional<Token> statement_word(std::string_view word, Span span) const;
  /// The next character that is not a blank and not part of a comment; NUL at the end.
  bool binds_a_name(Span span) const;
  char following(Span span) const;
  bool starts_line(Span span) const { return span.begin == 0 || text_[span.begin - 1] == '\n'; }

  std::string_view text_;
  const Typedefs& typedefs_;
  const Surroundings& around_;
  Complaints& complaints_;
};

}  // namespace pagerace::syntax
