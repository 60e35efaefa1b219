#include "tests/native/models.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "model/semantics/check.hpp"
#include "model/semantics/lower.hpp"
#include "model/syntax/load.hpp"

namespace pagerace::native::testing {

namespace fs = std::filesystem;

Model load_file(const std::string& path) {
  Model model;
  source::Diagnostics diagnostics;
  syntax::LoadOptions options;
  options.library = PAGERACE_SOURCE_DIR "/model/linux";
  const auto unit = syntax::load(path, options, model.sources, diagnostics);
  std::shared_ptr<const semantics::Program> program;
  if (unit && !diagnostics.has_errors()) program = semantics::check(*unit, {}, model.sources, diagnostics);
  if (program != nullptr && !program->threads.empty()) model.system = semantics::lower(program, {}, diagnostics);
  for (const auto& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == source::Severity::Error) model.errors += source::render(model.sources, diagnostic);
  }
  return model;
}

Model load_text(const std::string& text) {
  const fs::path path = fs::temp_directory_path() / ("pagerace-native-" + std::to_string(getpid()) + ".race");
  std::ofstream(path) << text;
  Model model = load_file(path.string());
  fs::remove(path);
  return model;
}

std::vector<std::string> scenarios_in(const std::string& folder) {
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".race") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace pagerace::native::testing
