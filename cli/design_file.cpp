#include "cli/design_file.hpp"

#include <filesystem>

#include "cli/library.hpp"
#include "model/source/diagnostics.hpp"
#include "model/syntax/load.hpp"

namespace pagerace::cli {

DesignFile read_design(const std::string& file, std::vector<std::string>& problems) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const auto unit = syntax::load(file, {"", {}, library_folder(), {}}, sources, diagnostics);
  for (const source::Diagnostic& diagnostic : diagnostics.all())
    if (diagnostic.severity == source::Severity::Error) problems.push_back(source::render(sources, diagnostic));
  DesignFile design;
  if (!unit || unit->files.empty() || diagnostics.has_errors()) return design;
  for (const syntax::File& each : unit->files) {
    const std::filesystem::path path = sources.path(each.id);
    const bool is_itself = &each == &unit->files.back();
    if (!is_itself && path.parent_path().filename() == "designs") design.imported = path.stem().string();
  }
  for (const syntax::Declaration& declaration : unit->files.back().declarations) {
    const auto* function = std::get_if<syntax::FunctionDeclaration>(&declaration.node);
    if (function != nullptr && function->body) design.functions.push_back(function->name.name);
  }
  return design;
}

}  // namespace pagerace::cli
