#include "model/syntax/literals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <limits>
#include <optional>

namespace pagerace::syntax {
namespace {

struct Digits {
  unsigned base = 10;
  std::string_view text;
  const char* name = "a decimal";
};

Digits split_base(std::string_view written) {
  if (written.starts_with("0x") || written.starts_with("0X")) return {16, written.substr(2), "a hexadecimal"};
  if (written.starts_with("0b") || written.starts_with("0B")) return {2, written.substr(2), "a binary"};
  if (written.size() > 1 && written.front() == '0') return {8, written.substr(1), "an octal"};
  return {10, written};
}

unsigned digit_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  const char lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower >= 'a' && lower <= 'f' ? static_cast<unsigned>(lower - 'a') + 10 : 99;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return std::tolower(c); });
  return result;
}

// C's rule: the first of int, unsigned int, long, unsigned long that can hold the value. Decimals are signed unless
// they have a suffix.
void choose_type(IntegerLiteral& literal, bool is_decimal, bool says_unsigned, bool says_long) {
  const auto fits = [&](std::uint64_t greatest) { return literal.value <= greatest; };
  const bool may_be_unsigned = says_unsigned || !is_decimal;
  literal.is_unsigned = says_unsigned;
  literal.is_long = says_long;
  if (!says_long && !says_unsigned && fits(std::numeric_limits<std::int32_t>::max())) return;
  if (!says_long && may_be_unsigned && fits(std::numeric_limits<std::uint32_t>::max())) {
    literal.is_unsigned = true;
    return;
  }
  literal.is_long = true;
  if (!fits(std::numeric_limits<std::int64_t>::max())) literal.is_unsigned = true;
}

std::optional<char> simple_escape(char c) {
  constexpr std::string_view letters = "nt\\'\"0abfrv?", values("\n\t\\'\"\0\a\b\f\r\v?", 12);
  const std::size_t at = letters.find(c);
  if (at == std::string_view::npos) return std::nullopt;
  return values[at];
}

// Reads the character at `at` and moves `at` past it.
char unescape(std::string_view text, std::size_t& at, Span span, Complaints& complaints) {
  const char first = text[at++];
  if (first != '\\' || at >= text.size()) return first;
  const auto place = static_cast<std::uint32_t>(span.begin + at);
  const char letter = text[at++];
  unsigned value = 0;
  std::size_t digits = 0;
  if (letter == 'x') {
    for (; at < text.size() && digits < 2 && digit_value(text[at]) < 16; ++digits) {
      value = value * 16 + digit_value(text[at++]);
    }
    if (digits > 0) return static_cast<char>(value);
  } else if (letter >= '0' && letter <= '7') {
    value = digit_value(letter);
    for (; at < text.size() && digits < 2 && digit_value(text[at]) < 8; ++digits) {
      value = value * 8 + digit_value(text[at++]);
    }
    return static_cast<char>(value);
  } else if (const auto escape = simple_escape(letter)) {
    return *escape;
  }
  complaints.error({span.file, place, place + 1}, fmt::format("there is no escape '\\{}'", letter),
                   "a backslash itself is written `\\\\`");
  return letter;
}

}  // namespace

IntegerLiteral read_integer(std::string_view written, Span span, Complaints& complaints) {
  IntegerLiteral literal;
  const Digits digits = split_base(written);
  const bool is_digit_e = digits.base == 16;
  if (!is_digit_e && written.find_first_of("eE") != std::string_view::npos) {
    complaints.error(span, "floating-point numbers are not part of the language", "count in integers");
    return literal;
  }
  std::size_t at = 0;
  bool overflows = false;
  for (; at < digits.text.size() && digit_value(digits.text[at]) < digits.base; ++at) {
    const unsigned digit = digit_value(digits.text[at]);
    overflows = overflows || literal.value > (std::numeric_limits<std::uint64_t>::max() - digit) / digits.base;
    literal.value = literal.value * digits.base + digit;
  }
  const std::string suffix = lower_case(digits.text.substr(at));
  const bool known = suffix == "" || suffix == "u" || suffix == "l" || suffix == "ul" || suffix == "lu" ||
                     suffix == "ll" || suffix == "ull" || suffix == "llu";
  if (!known || (at == 0 && digits.base != 8)) {
    complaints.error(span, fmt::format("'{}' is not {} number", written.substr(0, 40), digits.name),
                     digits.base == 8 ? "a number that starts with 0 is octal" : "");
    return literal;
  }
  if (overflows) complaints.error(span, "the number does not fit into 64 bits");
  const bool says_unsigned = suffix.find('u') != std::string::npos;
  choose_type(literal, digits.base == 10, says_unsigned, suffix.find('l') != std::string::npos);
  if (!overflows && digits.base == 10 && !says_unsigned && literal.is_unsigned) {
    complaints.error(span, "the number does not fit into 'long'", fmt::format("write `{}u`", written));
  }
  return literal;
}

IntegerLiteral read_character(std::string_view written, Span span, Complaints& complaints) {
  const std::string_view text = written.substr(1, written.size() - 2);
  if (text.empty()) {
    complaints.error(span, "the character constant is empty");
    return {};
  }
  std::size_t at = 0;
  const char value = unescape(text, at, span, complaints);
  if (at < text.size()) {
    complaints.error(span, "a character constant holds one character");
  } else if (static_cast<unsigned char>(value) > 127) {
    complaints.error(span, "the character is not ASCII", "write its number");
  }
  return {static_cast<unsigned char>(value), false, false};
}

std::string read_string(std::string_view written, Span span, Complaints& complaints) {
  const std::string_view text = written.substr(1, written.size() - 2);
  std::string result;
  for (std::size_t at = 0; at < text.size();) result += unescape(text, at, span, complaints);
  return result;
}

}  // namespace pagerace::syntax
