// The scanner's actions for each match; the patterns are in scanner.ll.
#include "model/syntax/scanner.hpp"

#include <fmt/format.h>

#include <new>

#include "model/syntax/literals.hpp"

namespace pagerace::syntax {
namespace {

constexpr std::size_t longest_word = 255;

const char* directive_hint(std::string_view name) {
  if (name == "define") return "write `const int N = 3;` and -D N=3";
  if (name == "include") return "write `import \"FILE\";`";
  if (name.starts_with("if") || name == "else" || name == "elif" || name == "endif") {
    return "write an `if` with a constant, and set it with -D";
  }
  return "leave it out";
}

}  // namespace

void scanner_failed(const char*) { throw std::bad_alloc(); }

Token Scanner::word(std::string_view written) {
  if (written.size() > longest_word) {
    complaints_.error(span_, fmt::format("the name is longer than {} characters", longest_word));
    written = written.substr(0, longest_word);
  }
  return words_.read(written, span_);
}

Token Scanner::integer(std::string_view written) {
  return Parser::make_INTEGER(read_integer(written, span_, complaints_), span_);
}

Token Scanner::floating_point() {
  complaints_.error(span_, "floating-point numbers are not part of the language", "count in integers");
  return Parser::make_INTEGER({}, span_);
}

Token Scanner::character(std::string_view written) {
  return Parser::make_INTEGER(read_character(written, span_, complaints_), span_);
}

Token Scanner::string(std::string_view written) {
  return Parser::make_STRING(read_string(written, span_, complaints_), span_);
}

Token Scanner::unterminated_string() {
  complaints_.error({span_.file, span_.begin, span_.begin + 1}, "the string is not closed",
                    "write `\"` at its end, on the same line");
  return Parser::make_STRING({}, span_);
}

void Scanner::unterminated_comment() { complaints_.fatal(span_, "the comment is not closed", "write `*/` at its end"); }

// A directive ends with its line; a backslash at the end joins the next line to it.
void Scanner::directive(std::string_view written) {
  const std::size_t name = written.find_first_not_of("# \t");
  complaints_.error(span_, "the preprocessor is not part of the language",
                    directive_hint(name == std::string_view::npos ? "" : written.substr(name)));
}

void Scanner::non_ascii(std::string_view written) {
  constexpr std::size_t longest_shown = 12;
  const std::string shown = written.size() <= longest_shown ? fmt::format(" '{}'", written) : "";
  complaints_.error(span_, fmt::format("stray non-ASCII text{}", shown),
                    "outside of comments and strings all is ASCII");
}

void Scanner::stray_character(char character) {
  const bool printable = character > ' ' && character < 127;
  const std::string shown =
      printable ? fmt::format("'{}'", character) : fmt::format("0x{:02x}", static_cast<unsigned char>(character));
  complaints_.error(span_, fmt::format("stray character {}", shown));
}

void Scanner::stray(const char* message, const char* hint) { complaints_.error(span_, message, hint); }

}  // namespace pagerace::syntax
