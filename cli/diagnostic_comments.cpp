#include "cli/diagnostic_comments.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pagerace::cli {

namespace {

const char* word(source::Severity severity) { return severity == source::Severity::Error ? "error" : "warning"; }

}  // namespace

std::vector<ExpectedDiagnostic> diagnostic_comments(std::string_view text) {
  std::vector<ExpectedDiagnostic> all;
  unsigned line = 0;
  while (!text.empty()) {
    line++;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view content = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    for (const source::Severity severity : {source::Severity::Error, source::Severity::Warning}) {
      const std::string prefix = fmt::format("// {}: ", word(severity));
      const std::size_t at = content.find(prefix);
      if (at == std::string_view::npos) continue;
      std::string message(content.substr(at + prefix.size()));
      while (message.ends_with(' ') || message.ends_with('\t') || message.ends_with('\r')) message.pop_back();
      all.push_back({severity, line, std::move(message)});
    }
  }
  return all;
}

std::vector<std::string> compare(const std::vector<ExpectedDiagnostic>& expected, const Model& model) {
  std::vector<ExpectedDiagnostic> missing = expected;
  std::vector<std::string> failures;
  for (const source::Diagnostic& diagnostic : model.diagnostics.all()) {
    if (diagnostic.severity == source::Severity::Note) continue;
    const source::Position at = model.sources.position(diagnostic.span);
    const auto found = std::find_if(missing.begin(), missing.end(), [&](const ExpectedDiagnostic& one) {
      return diagnostic.span.file == model.scenario && one.severity == diagnostic.severity && one.line == at.line &&
             one.message == diagnostic.message;
    });
    if (found != missing.end())
      missing.erase(found);
    else
      failures.push_back(fmt::format("{}:{}: expected nothing, found {}: {}", at.path, at.line,
                                     word(diagnostic.severity), diagnostic.message));
  }
  for (const ExpectedDiagnostic& one : missing)
    failures.push_back(
        fmt::format("{}:{}: expected {}: {}, found nothing", model.path, one.line, word(one.severity), one.message));
  return failures;
}

}  // namespace pagerace::cli
