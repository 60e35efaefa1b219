#include "patch/text.hpp"

#include <fmt/format.h>

#include "model/source/printable.hpp"

namespace pagerace::patch {

BadPatch::BadPatch(const std::string& path, unsigned line, const std::string& message)
    : std::runtime_error(fmt::format("{}:{}: error: {}", source::printable(path), line, source::printable(message))) {}

std::vector<Line> lines_of(std::string_view text, unsigned first) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back({std::string(line), first++});
  }
  return lines;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string lower(std::string_view text) {
  std::string all(text);
  for (char& c : all)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return all;
}

}  // namespace pagerace::patch
