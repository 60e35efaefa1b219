#include "model/syntax/load.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "model/source/read_file.hpp"
#include "model/syntax/files.hpp"
#include "model/syntax/imports.hpp"

namespace pagerace::syntax {
namespace {

constexpr std::size_t largest_text = 16u << 20;
constexpr std::size_t most_files = 1000;
constexpr std::size_t longest_chain = 100;

class Loader {
 public:
  Loader(const LoadOptions& options, source::Sources& sources, source::Diagnostics& diagnostics)
      : options_(options), sources_(sources), diagnostics_(diagnostics) {}

  void load_vocabulary();
  bool load_scenario(const std::string& path);
  Unit take() { return std::move(unit_); }

 private:
  enum class Progress { Loading, Done };

  void read_file(const std::string& path, std::string text);
  void import(const Import& import, const std::string& importing);
  void read_import(const Import& import, const std::string& path);
  void refuse_cycle(const Import& import, const std::string& canonical);
  void complain_without_line(const std::string& path, const std::string& message, std::string hint = {});
  bool given_up() const { return diagnostics_.errors() > 20; }

  const LoadOptions& options_;
  source::Sources& sources_;
  source::Diagnostics& diagnostics_;
  Unit unit_;
  std::vector<std::string> typedefs_;
  std::map<std::string, Progress> files_;                   // by canonical path
  std::vector<std::pair<std::string, std::string>> chain_;  // canonical path and path of each file being loaded
};

void Loader::complain_without_line(const std::string& path, const std::string& message, std::string hint) {
  const FileId file = sources_.add(path, {});
  diagnostics_.error({file, 0, 0}, message, std::move(hint));
}

void Loader::load_vocabulary() {
  const std::string path = (std::filesystem::path(options_.library) / "vocabulary.race").string();
  source::ReadResult read = source::read_file(path, largest_text);
  if (read.text) return read_file(path, std::move(*read.text));
  complain_without_line(path, fmt::format("cannot read the kernel's vocabulary: {}", read.problem),
                        "the library's folder is the one that holds vocabulary.race and designs/");
}

bool Loader::load_scenario(const std::string& path) {
  source::ReadResult read = source::read_file(path, largest_text);
  if (!read.text) {
    complain_without_line(path, fmt::format("cannot read the scenario: {}", read.problem));
    return false;
  }
  const bool is_loaded = files_.count(canonical_path(path)) > 0;  // the vocabulary itself, or a part of it
  if (!is_loaded) read_file(path, std::move(*read.text));
  if (!options_.kernel.empty() && !unit_.imports_kernel && !diagnostics_.has_errors()) {
    diagnostics_.warning({unit_.files.back().id, 0, 0},
                         fmt::format("no file imports the kernel design '{}'", options_.kernel),
                         "write `import \"linux.race\";`");
  }
  return true;
}

void Loader::read_file(const std::string& path, std::string text) {
  const std::string canonical = canonical_path(path);
  files_[canonical] = Progress::Loading;
  chain_.emplace_back(canonical, path);
  const FileId id = sources_.add(path, std::move(text));
  for (const Import& each : find_imports(sources_, id)) {
    if (!given_up()) import(each, path);
  }
  if (!given_up()) unit_.files.push_back(parse(sources_, id, typedefs_, diagnostics_));
  chain_.pop_back();
  files_[canonical] = Progress::Done;
}

void Loader::import(const Import& import, const std::string& importing) {
  const bool brings_kernel = import.path == "linux.race" && !unit_.imports_kernel;
  unit_.imports_kernel |= brings_kernel;
  const Resolution resolved = resolve_import(import.path, importing, options_);
  if (!resolved.path) return diagnostics_.error(import.span, resolved.problem, resolved.hint);
  read_import(import, *resolved.path);
  for (std::size_t patch = 0; brings_kernel && patch < options_.patches.size(); patch++)
    read_import(import, options_.patches[patch]);
}

void Loader::read_import(const Import& import, const std::string& path) {
  const std::string canonical = canonical_path(path);
  if (const auto seen = files_.find(canonical); seen != files_.end()) {
    if (seen->second == Progress::Loading) refuse_cycle(import, canonical);
    return;
  }
  if (files_.size() >= most_files || chain_.size() >= longest_chain) {
    return diagnostics_.error(import.span, "too many imports");
  }
  source::ReadResult read = source::read_file(path, largest_text);
  if (read.text) return read_file(path, std::move(*read.text));
  diagnostics_.error(import.span, fmt::format("cannot read '{}': {}", path, read.problem));
}

void Loader::refuse_cycle(const Import& import, const std::string& canonical) {
  std::vector<std::string> paths;
  for (const auto& [known, path] : chain_) {
    if (known == canonical || !paths.empty()) paths.push_back(path);
  }
  paths.push_back(paths.front());
  diagnostics_.error(import.span, "the import leads back to the file that needs it");
  diagnostics_.note(import.span, fmt::format("{}", fmt::join(paths, " imports ")));
}

}  // namespace

std::optional<Unit> load(const std::string& path, const LoadOptions& options, source::Sources& sources,
                         source::Diagnostics& diagnostics) {
  Loader loader(options, sources, diagnostics);
  loader.load_vocabulary();
  if (!loader.load_scenario(path)) return std::nullopt;
  return loader.take();
}

}  // namespace pagerace::syntax
