#include "model/source/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/source/printable.hpp"

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
  errors_ = static_cast<std::size_t>(
      std::count_if(all_.begin(), all_.end(), [](const Diagnostic& each) { return each.severity == Severity::Error; }));
}

std::string render(const Sources& sources, const Diagnostic& diagnostic) {
  const std::string hint = diagnostic.hint.empty() ? "" : fmt::format("  hint: {}\n", printable(diagnostic.hint));
  const std::string_view severity = word(diagnostic.severity);
  const std::string message = printable(diagnostic.message);
  const Span span = diagnostic.span;
  if (span.file >= sources.size()) return fmt::format("{}: {}\n{}", severity, message, hint);
  const Position at = sources.position(span);
  if (sources.text(span.file).empty()) return fmt::format("{}: {}: {}\n{}", at.path, severity, message, hint);
  const std::size_t begin = at.column - 1;
  const std::size_t width = span.end > span.begin ? span.end - span.begin : 1;
  const Excerpt lines = excerpt(sources.line(span.file, span.begin), begin, begin + width);
  return fmt::format("{}:{}:{}: {}: {}\n{}\n{}\n{}", at.path, at.line, at.column, severity, message, lines.shown,
                     lines.below, hint);
}

}  // namespace pagerace::source
