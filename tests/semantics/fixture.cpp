#include "tests/semantics/fixture.hpp"

#include "model/syntax/load.hpp"
#include "tests/vocabulary_files.hpp"

namespace pagerace::semantics {

Checked::Checked(const std::string& text, std::vector<std::pair<std::string, std::string>> defines) {
  static const auto words = vocabulary_files(PAGERACE_SOURCE_DIR);
  std::vector<std::string> typedefs;
  syntax::Unit unit;
  for (const auto& [path, content] : words) {
    unit.files.push_back(syntax::parse(sources, sources.add(path, content), typedefs, diagnostics));
    unit.files.back().layer = syntax::Layer::Vocabulary;
  }
  for (std::size_t i = 0; i + 1 < words.size(); ++i) unit.files.back().imports.push_back({unit.files[i].id, {}});
  const source::FileId vocabulary = unit.files.back().id;
  unit.files.push_back(syntax::parse(sources, sources.add("test.race", text), typedefs, diagnostics));
  unit.files.back().imports.push_back({vocabulary, {}});
  CheckOptions options;
  options.defines = std::move(defines);
  program = check(unit, options, sources, diagnostics);
}

std::string Checked::messages() const {
  std::string text;
  for (const auto& diagnostic : diagnostics.all()) {
    const auto severity = diagnostic.severity;
    text += severity == source::Severity::Error  ? "error: "
            : severity == source::Severity::Note ? "note: "
                                                 : "warning: ";
    text += diagnostic.message + "\n";
  }
  return text;
}

std::string Checked::hints() const {
  std::string text;
  for (const auto& diagnostic : diagnostics.all()) text += diagnostic.hint + "\n";
  return text;
}

const Variable& Checked::shared(const std::string& name) const {
  for (const Variable* variable : program->shared)
    if (variable->name == name) return *variable;
  throw std::runtime_error("no variable " + name);
}

const Function& Checked::function(const std::string& name) const {
  for (const auto& function : program->functions)
    if (function->name == name) return *function;
  throw std::runtime_error("no function " + name);
}

std::string thread_body(const std::string& declarations, const std::string& statements) {
  const Checked checked(declarations + "\nthread t {\n" + statements + "\n}\n");
  if (!checked.program) return checked.messages();
  return print(*checked.program->threads.back().body.block);
}

}  // namespace pagerace::semantics
