#include "tests/syntax/reading.hpp"

#include <fmt/format.h>

#include "tests/syntax/print_tree.hpp"

namespace pagerace::syntax {
namespace {

std::string cut(const std::string& printed, const std::string& prefix, const std::string& suffix) {
  if (!printed.starts_with(prefix) || !printed.ends_with(suffix)) return printed;
  return printed.substr(prefix.size(), printed.size() - prefix.size() - suffix.size());
}

}  // namespace

std::string read(const std::string& text) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  std::vector<std::string> typedefs{"atomic_t", "spinlock_t"};
  const File file = parse(sources, sources.add("test.race", text), typedefs, diagnostics);
  std::string complaints;
  for (const source::Diagnostic& diagnostic : diagnostics.all()) complaints += source::render(sources, diagnostic);
  return complaints.empty() ? print(file) : complaints;
}

std::string read_expr(const std::string& expr) { return cut(read("int x = " + expr + ";"), "(var int (x = ", "))\n"); }

std::string read_statements(const std::string& statements) {
  return cut(read("void f(void) { " + statements + " }"), "(function void f ( ) { ", " })\n");
}

std::string read_formula(const std::string& formula) {
  return cut(read("property p { " + formula + " }"), "(property p ", ")\n");
}

std::vector<std::string> errors_of(const std::string& text) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  std::vector<std::string> typedefs{"atomic_t", "spinlock_t"};
  parse(sources, sources.add("test.race", text), typedefs, diagnostics);
  std::vector<std::string> result;
  for (const source::Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity != source::Severity::Error) continue;
    const source::Position at = sources.position(diagnostic.span);
    result.push_back(fmt::format("{}:{}: {}", at.line, at.column, diagnostic.message));
  }
  return result;
}

}  // namespace pagerace::syntax
