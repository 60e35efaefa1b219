#include "tests/symmetry/program.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "model/semantics/check.hpp"
#include "model/semantics/lower.hpp"
#include "model/syntax/load.hpp"
#include "tests/setting.hpp"

namespace pagerace::checker::symmetry::test {

std::unique_ptr<Program> load_file(const std::string& path, const Defines& defines) {
  auto made = std::make_unique<Program>();
  source::Diagnostics diagnostics;
  syntax::LoadOptions options;
  options.library = PAGERACE_SOURCE_DIR "/model/linux";
  const auto unit = syntax::load(path, options, made->sources, diagnostics);
  std::shared_ptr<const semantics::Program> program;
  semantics::CheckOptions check;
  check.defines = defines;
  if (unit && !diagnostics.has_errors()) program = semantics::check(*unit, check, made->sources, diagnostics);
  if (program != nullptr) made->system = semantics::lower(program, {}, diagnostics);
  for (const auto& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == source::Severity::Error) made->errors += source::render(made->sources, diagnostic);
  }
  return made;
}

std::unique_ptr<Program> load_text(const std::string& text) {
  const auto path =
      std::filesystem::temp_directory_path() / ("pagerace-symmetry-" + std::to_string(getpid()) + ".race");
  std::ofstream(path) << text;
  auto made = load_file(path.string());
  std::filesystem::remove(path);
  return made;
}

std::uint64_t examples_of_hundred() { return std::min<std::uint64_t>(100, setting("PAGERACE_SEEDS", 100)); }

std::vector<std::string> example_files() {
  std::vector<std::string> paths, chosen;
  for (const char* folder : {"/examples", "/tests/models", "/tests/vocabulary"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(PAGERACE_SOURCE_DIR) + folder)) {
      if (entry.path().extension() == ".race") paths.push_back(entry.path().string());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::uint64_t due = 0;
  for (const std::string& path : paths) {
    due += examples_of_hundred();
    if (due < 100) continue;
    chosen.push_back(path);
    due -= 100;
  }
  return chosen;
}

}  // namespace pagerace::checker::symmetry::test
