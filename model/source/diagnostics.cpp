#include "model/source/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pagerace::source {
namespace {

constexpr std::size_t longest_line = 120;

std::string_view word(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  return "error";
}

// The number of bytes in the character at `at`; 0 if it cannot be printed: not UTF-8, or a control character.
std::size_t printable_length(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first == '\t' || (first >= 0x20 && first < 0x7f)) return 1;
  const std::size_t length = first >= 0xf0 && first < 0xf5   ? 4
                             : first >= 0xe0 && first < 0xf0 ? 3
                             : first >= 0xc2 && first < 0xe0 ? 2
                                                             : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t next = at + 1; next < at + length; ++next) {
    if ((static_cast<unsigned char>(text[next]) & 0xc0) != 0x80) return 0;
  }
  return length;
}

// A line and the text below it. They are made in step: the caret keeps its place under tabs and multi-byte characters.
struct Excerpt {
  std::string shown, below;

  void put(std::string_view character, char mark) {
    shown += character;
    below += mark == ' ' && character == "\t" ? '\t' : mark;
  }
};

Excerpt excerpt(std::string_view line, std::size_t begin, std::size_t end) {
  // For a very long line, only the text around the caret is shown.
  const std::size_t from = line.size() <= longest_line || begin < longest_line / 2 ? 0 : begin - longest_line / 2;
  const std::size_t to = std::min(line.size(), from + longest_line);
  Excerpt result;
  if (from > 0) result = {"...", "   "};
  for (std::size_t at = from; at < to;) {
    const std::size_t length = printable_length(line, at);
    const std::size_t next = at + std::max<std::size_t>(length, 1);
    const char mark = at <= begin && begin < next ? '^' : at > begin && at < end ? '~' : ' ';
    result.put(length == 0 ? "?" : line.substr(at, length), mark);
    at = next;
  }
  if (begin >= to) result.below += '^';
  if (to < line.size()) result.shown += "...";
  result.below.erase(result.below.find_last_not_of(" \t") + 1);
  return result;
}

}  // namespace

void Diagnostics::error(Span span, std::string message, std::string hint) {
  all_.push_back({Severity::Error, span, std::move(message), std::move(hint)});
  ++errors_;
}

void Diagnostics::warning(Span span, std::string message, std::string hint) {
  all_.push_back({Severity::Warning, span, std::move(message), std::move(hint)});
}

void Diagnostics::note(Span span, std::string message) {
  all_.push_back({Severity::Note, span, std::move(message), {}});
}

void Diagnostics::forget_after(std::size_t count) {
  if (count < all_.size()) all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(count), all_.end());
  errors_ = static_cast<std::size_t>(std::count_if(
      all_.begin(), all_.end(), [](const Diagnostic& each) { return each.severity == Severity::Error; }));
}

std::string render(const Sources& sources, const Diagnostic& diagnostic) {
  const std::string hint = diagnostic.hint.empty() ? "" : fmt::format("  hint: {}\n", diagnostic.hint);
  const std::string_view severity = word(diagnostic.severity);
  const Span span = diagnostic.span;
  if (span.file >= sources.size()) return fmt::format("{}: {}\n{}", severity, diagnostic.message, hint);
  if (sources.text(span.file).empty()) {
    return fmt::format("{}: {}: {}\n{}", sources.path(span.file), severity, diagnostic.message, hint);
  }
  const Position at = sources.position(span);
  const std::size_t begin = at.column - 1;
  const std::size_t width = span.end > span.begin ? span.end - span.begin : 1;
  const Excerpt lines = excerpt(sources.line(span.file, span.begin), begin, begin + width);
  return fmt::format("{}:{}:{}: {}: {}\n{}\n{}\n{}", at.path, at.line, at.column, severity, diagnostic.message,
                     lines.shown, lines.below, hint);
}

}  // namespace pagerace::source
