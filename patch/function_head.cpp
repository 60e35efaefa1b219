#include "patch/function_head.hpp"

#include <algorithm>
#include <array>

#include "patch/text.hpp"

namespace pagerace::patch {

namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// The identifier that ends at `end`.
std::string_view word_before(std::string_view line, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_word(line[begin - 1])) begin--;
  return line.substr(begin, end - begin);
}

std::string_view first_word(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_word);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

/// What stands after the parenthesis that closes the one at `open`; empty if it is not in this line.
std::string_view after_parentheses(std::string_view line, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < line.size(); at++) {
    if (line[at] == '(') depth++;
    if (line[at] == ')' && --depth == 0) return trimmed(line.substr(at + 1));
  }
  return {};
}

bool is_in_capitals(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Words before a parenthesis that are no functions.
bool is_keyword(std::string_view word) {
  constexpr std::array<std::string_view, 9> kWords = {"if",     "for",    "while",  "switch", "return",
                                                      "sizeof", "typeof", "static", "defined"};
  return word.empty() || std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// "__printf(1, 2) void foo(": the word belongs to what follows. "__foo(void) __must_hold(lock)" is no such.
bool is_attribute(std::string_view word, std::string_view after) {
  if (!word.starts_with("__") || after.find('(') == std::string_view::npos) return false;
  const std::string_view next = first_word(after);
  return !next.empty() && !(next.starts_with("__") && after.substr(next.size()).starts_with('('));
}

}  // namespace

std::optional<std::string> function_of(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (line.empty() || !is_word(line.front()) || (line.front() >= '0' && line.front() <= '9')) return std::nullopt;
  if (text.ends_with(';') || text.ends_with(':') || text.starts_with("typedef ")) return std::nullopt;
  for (std::size_t open = text.find('('); open != std::string_view::npos; open = text.find('(', open + 1)) {
    const std::string_view before = trimmed(text.substr(0, open)), word = word_before(before, before.size());
    if (before.find('=') != std::string_view::npos || text.substr(open + 1).starts_with('*')) return std::nullopt;
    const std::string_view after = after_parentheses(text, open);
    if (is_attribute(word, after)) {
      open = static_cast<std::size_t>(after.data() - text.data());
      continue;
    }
    if (word.find("SYSCALL_DEFINE") != std::string_view::npos)
      return std::string(first_word(trimmed(text.substr(open + 1))));
    if (is_keyword(word) || is_in_capitals(word)) return std::nullopt;
    return std::string(word);
  }
  return std::nullopt;
}

}  // namespace pagerace::patch
