#include "model/source/source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/source/printable.hpp"

namespace pagerace::source {

FileId Sources::add(std::string path, std::string text) {
  File file{std::move(path), {}, std::move(text), {0}};
  file.shown = printable(file.path);
  for (std::size_t at = file.text.find('\n'); at != std::string::npos; at = file.text.find('\n', at + 1)) {
    file.line_starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  files_.push_back(std::move(file));
  return static_cast<FileId>(files_.size() - 1);
}

Position Sources::position(FileId id, std::uint32_t offset) const {
  const File& file = files_[id];
  offset = std::min<std::uint32_t>(offset, file.text.size());
  const auto after = std::upper_bound(file.line_starts.begin(), file.line_starts.end(), offset);
  const auto line = static_cast<unsigned>(after - file.line_starts.begin());
  return {file.shown, line, offset - file.line_starts[line - 1] + 1};
}

std::string_view Sources::line(FileId id, std::uint32_t offset) const {
  const File& file = files_[id];
  const std::uint32_t begin = file.line_starts[position(id, offset).line - 1];
  std::string_view rest = std::string_view(file.text).substr(begin);
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

std::string_view Sources::slice(Span span) const {
  const std::string& text = files_[span.file].text;
  if (span.begin >= text.size() || span.end <= span.begin) return {};
  return std::string_view(text).substr(span.begin, span.end - span.begin);
}

std::string Sources::place(Span span) const {
  const Position at = position(span);
  return fmt::format("{}:{}", at.path, at.line);
}

}  // namespace pagerace::source
