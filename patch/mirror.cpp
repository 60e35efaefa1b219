#include "patch/mirror.hpp"

#include <algorithm>

#include "patch/text.hpp"

namespace pagerace::patch {

namespace {

bool is_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '/' || c == '.';
}

/// The word at the beginning, which may be a path or an identifier.
std::string_view word_of(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_of_name);
  std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  while (word.ends_with('.')) word.remove_suffix(1);
  return word;
}

/// Takes ", ", ": ", " and " or "; ".
void take_separator(std::string_view& text) {
  text = trimmed(text);
  for (const std::string_view sign : {",", ":", ";"})
    if (text.starts_with(sign)) text = trimmed(text.substr(1));
  for (const std::string_view word : {"and ", "with "})
    if (text.starts_with(word)) text = trimmed(text.substr(word.size()));
}

/// The comment that ends right before `begin`, without its signs; empty if there is none.
std::string_view comment_before(std::string_view text, std::uint32_t begin) {
  const std::string_view before = text.substr(0, begin);
  const std::string_view end = trimmed(before);
  if (!end.ends_with("*/")) return {};
  const std::size_t length = static_cast<std::size_t>(end.data() - before.data()) + end.size();
  if (std::count(before.begin() + static_cast<std::ptrdiff_t>(length), before.end(), '\n') != 1) return {};
  const std::size_t open = before.substr(0, length).rfind("/*");
  return open == std::string_view::npos ? std::string_view() : before.substr(open + 2, length - open - 4);
}

/// The files of the last comment of the form "-- mm/swap.c ---" before `begin`, as far as one names any.
Named section_before(std::string_view text, std::uint32_t begin) {
  std::string_view before = text.substr(0, begin);
  for (std::size_t at = before.rfind("\n/* -- "); at != std::string_view::npos; at = before.rfind("\n/* -- ")) {
    const std::string_view section = before.substr(at + 7);
    Named named = names_in(section.substr(0, section.find("*/")));
    if (!named.files.empty() || named.names_model) return named;
    before = before.substr(0, at);
  }
  return {};
}

Named head_of(std::string_view text) {
  if (!text.starts_with("/*")) return {};
  std::string_view line = text.substr(2, text.find('\n'));
  return names_in(line.substr(0, line.find("*/")));
}

}  // namespace

Named names_in(std::string_view comment) {
  Named named;
  std::string_view rest = trimmed(comment);
  while (!rest.empty()) {
    const std::string_view word = word_of(rest);
    const std::string_view after = rest.substr(word.size());
    if (word.ends_with(".c") || word.ends_with(".h")) {
      named.files.emplace(word);
      rest = after;
    } else if (word.ends_with(".race")) {
      named.names_model = true;
      rest = after;
    } else if (!word.empty() && after.starts_with("()")) {
      named.functions.emplace(word);
      rest = after.substr(2);
    } else {
      break;
    }
    take_separator(rest);
  }
  return named;
}

Named mirrored_by(std::string_view text, std::uint32_t begin) {
  Named own = names_in(comment_before(text, begin));
  if (!own.files.empty() || own.names_model) return own;
  Named section = section_before(text, begin);
  own.files = section.files.empty() && !section.names_model ? head_of(text).files : section.files;
  return own;
}

}  // namespace pagerace::patch
