#include "cli/comment.hpp"

#include <algorithm>

namespace pagerace::cli {

namespace {

constexpr std::string_view kBlanks = " \t\n";

std::string on_one_line(std::string_view comment) {
  std::string line;
  for (const char c : comment) {
    const bool is_blank = kBlanks.find(c) != std::string_view::npos || (c == '*' && line.ends_with(' '));
    if (!is_blank)
      line += c;
    else if (!line.empty() && !line.ends_with(' '))
      line += ' ';
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

}  // namespace

std::string first_sentence(std::string_view comment) {
  std::string line = on_one_line(comment);
  if (const std::size_t colon = line.find(".race: "); colon != std::string::npos) line = line.substr(colon + 7);
  const std::size_t stop = line.find(". ");
  return line.substr(0, stop == std::string::npos ? line.size() : stop + 1);
}

std::string_view top_comment(std::string_view text) {
  if (!text.starts_with("/*")) return {};
  const std::size_t end = text.find("*/");
  return text.substr(2, end == std::string_view::npos ? end : end - 2);
}

std::string_view comment_above(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::size_t last = before.find_last_not_of(kBlanks);
  if (last == std::string_view::npos || !before.substr(0, last + 1).ends_with("*/")) return {};
  if (std::ranges::count(before.substr(last), '\n') > 1) return {};
  const std::size_t begin = before.rfind("/*", last - 1);
  return begin == std::string_view::npos ? std::string_view() : before.substr(begin + 2, last - begin - 3);
}

}  // namespace pagerace::cli
