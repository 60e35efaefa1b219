#include "model/syntax/load.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "model/source/read_file.hpp"
#include "model/syntax/files.hpp"
#include "model/syntax/imports.hpp"
#include "model/syntax/layers.hpp"
#include "model/syntax/on_demand.hpp"

namespace pagerace::syntax {
namespace {

constexpr std::size_t largest_text = 16u << 20;
constexpr std::size_t most_files = 1000;
constexpr std::size_t longest_chain = 100;

class Loader {
 public:
  Loader(const LoadOptions& options, source::Sources& sources, source::Diagnostics& diagnostics)
      : options_(options), sources_(sources), diagnostics_(diagnostics), words_(options.library) {}

  void load_vocabulary();
  bool load_scenario(const std::string& path);
  Unit take();

 private:
  struct Loaded {
    FileId id = 0;
    bool is_done = false;  // false: it is being read, and its imports are
  };

  FileId read_file(const std::string& path, std::string text, std::vector<ImportedFile> below = {});
  std::optional<FileId> import(const Import& import, const std::string& importing);
  std::optional<FileId> import_kernel(const Import& import, const std::string& importing);
  std::optional<FileId> read_import(const Import& import, const std::string& path,
                                    std::vector<ImportedFile> below = {});
  Layer layer_of(const std::string& path) const;
  void import_environment(FileId scenario, std::vector<ImportedFile>& below);
  void bring_words(const Mentions& mentions);
  bool reads_design() const;
  void refuse_cycle(const Import& import, const std::string& canonical);
  void complain_without_line(const std::string& path, const std::string& message, std::string hint = {});
  bool given_up() const { return diagnostics_.errors() > 20; }

  const LoadOptions& options_;
  source::Sources& sources_;
  source::Diagnostics& diagnostics_;
  Unit unit_;
  std::vector<std::string> typedefs_;
  std::map<std::string, Loaded> files_;                     // by canonical path
  std::vector<std::pair<std::string, std::string>> chain_;  // canonical path and path of each file being loaded
  std::vector<Layer> layers_;                               // of the files of chain_
  std::optional<FileId> kernel_;                            // what linux.race stands for: the design, or its last patch
  bool loads_kernel_ = false;
  std::string scenario_;  // its path, once the vocabulary is read
  std::vector<FileId> environment_;
  OnDemandWords words_;
  std::set<std::string> declared_;  // at the top level of the files read so far, but for the vocabulary
  std::size_t waiting_ = 0;         // so many files of chain_ are below the design that is being read
};

void Loader::complain_without_line(const std::string& path, const std::string& message, std::string hint) {
  const FileId file = sources_.add(path, {});
  diagnostics_.error({file, 0, 0}, message, std::move(hint));
}

void Loader::load_vocabulary() {
  const std::string path = (std::filesystem::path(options_.library) / "vocabulary.race").string();
  source::ReadResult read = source::read_file(path, largest_text);
  if (!read.text) {
    complain_without_line(path, fmt::format("cannot read the kernel's vocabulary: {}", read.problem),
                          "the library's folder is the one that holds vocabulary.race and designs/");
    return;
  }
  read_file(path, std::move(*read.text));
  for (File& file : unit_.files) file.layer = Layer::Vocabulary;
}

bool Loader::load_scenario(const std::string& path) {
  source::ReadResult read = source::read_file(path == kStandardInput ? "/dev/stdin" : path, largest_text);
  if (!read.text) {
    std::error_code ignored;
    const bool is_folder = std::filesystem::is_directory(path, ignored);
    complain_without_line(path, fmt::format("cannot read the scenario: {}", read.problem),
                          is_folder ? "`pagerace test` and `pagerace compare` take folders" : "");
    return false;
  }
  const bool is_loaded = files_.count(canonical_path(path)) > 0;  // the vocabulary itself, or a part of it
  scenario_ = path;
  if (!is_loaded) read_file(path, std::move(*read.text));
  if (!options_.kernel.empty() && !unit_.imports_kernel && !diagnostics_.has_errors()) {
    diagnostics_.warning({unit_.files.back().id, 0, 0},
                         fmt::format("no file imports the kernel design '{}'", options_.kernel),
                         "write `import \"linux.race\";`");
  }
  return true;
}

Unit Loader::take() {
  unit_.library = options_.library;
  for (File& file : unit_.files)
    file.is_environment = std::find(environment_.begin(), environment_.end(), file.id) != environment_.end();
  settle_layers(unit_);
  if (!diagnostics_.has_errors()) {
    find_not_brought(unit_, options_.library);
    check_refusals(unit_, options_, sources_, diagnostics_);
  }
  return std::move(unit_);
}

FileId Loader::read_file(const std::string& path, std::string text, std::vector<ImportedFile> below) {
  const std::string canonical = canonical_path(path);
  const Layer layer = layer_of(canonical);
  chain_.emplace_back(canonical, path);
  layers_.push_back(layer);
  const FileId id = sources_.add(path, std::move(text));
  files_[canonical] = {id, false};
  const Mentions mentions = find_mentions(sources_, id);
  for (const Import& each : mentions.imports) {
    if (given_up()) break;
    if (const auto file = import(each, path)) below.push_back({*file, each.span});
  }
  if (!scenario_.empty()) bring_words(mentions);
  if (layer != Layer::Vocabulary) declared_.insert(mentions.declared.begin(), mentions.declared.end());
  if (path == scenario_) import_environment(id, below);
  if (!given_up()) {
    unit_.files.push_back(parse(sources_, id, typedefs_, diagnostics_));
    unit_.files.back().layer = layer;
    unit_.files.back().imports = std::move(below);
  }
  chain_.pop_back();
  layers_.pop_back();
  files_[canonical].is_done = true;
  return id;
}

// A file of the vocabulary may use words of another one. It is read only once, also if both use each other.
void Loader::bring_words(const Mentions& mentions) {
  for (const std::string& path : words_.needed(mentions, declared_)) {
    if (given_up() || files_.count(canonical_path(path)) > 0) continue;
    if (source::ReadResult read = source::read_file(path, largest_text); read.text)
      read_file(path, std::move(*read.text));
  }
}

// The scenario stands on them, as on what it imports. Without a kernel there is nothing that they could do; the caller
// sees that from `imports_kernel`.
void Loader::import_environment(FileId scenario, std::vector<ImportedFile>& below) {
  for (const std::string& path : options_.environment) {
    if (given_up() || !unit_.imports_kernel) return;
    const auto file = read_import({path, {scenario, 0, 0}}, path);
    if (!file) continue;
    below.push_back({*file, {}});
    environment_.push_back(*file);
  }
}

// Files that a design brings with it are part of it, but for those of the library.
Layer Loader::layer_of(const std::string& path) const {
  const std::string library = canonical_path(options_.library) + "/";
  if (path.starts_with(library)) {
    const std::string inside = path.substr(library.size());
    if (inside.starts_with("vocabulary/")) return Layer::Vocabulary;
    return inside.starts_with("designs/") ? Layer::Design : Layer::Library;
  }
  return loads_kernel_ ? Layer::Design : Layer::Scenario;
}

bool Loader::reads_design() const { return std::find(layers_.begin(), layers_.end(), Layer::Design) != layers_.end(); }

std::optional<FileId> Loader::import(const Import& import, const std::string& importing) {
  if (import.path == "linux.race") return import_kernel(import, importing);
  const Resolution resolved = resolve_import(import.path, importing, options_);
  if (!resolved.path) {
    diagnostics_.error(import.span, resolved.problem, resolved.hint);
    return std::nullopt;
  }
  return read_import(import, *resolved.path);
}

// A file of the library that imports linux.race says that it is part of a kernel: of the design that brings it, or else
// of the design of the run. It does not stand on that design, which has the last word.
std::optional<FileId> Loader::import_kernel(const Import& import, const std::string& importing) {
  unit_.imports_kernel = true;
  const bool is_below = layers_.back() == Layer::Library;
  if (is_below && reads_design()) return std::nullopt;
  if (!kernel_) {
    const Resolution resolved = resolve_import(import.path, importing, options_);
    if (!resolved.path) {
      diagnostics_.error(import.span, resolved.problem, resolved.hint);
      return std::nullopt;
    }
    const bool outer = std::exchange(loads_kernel_, true);
    const std::size_t outer_waiting = std::exchange(waiting_, is_below ? chain_.size() : waiting_);
    std::optional<FileId> top = read_import(import, *resolved.path);
    for (const std::string& patch : options_.patches) {
      if (!top) break;
      top = read_import(import, patch, {{*top, {}}});
    }
    loads_kernel_ = outer;
    waiting_ = outer_waiting;
    kernel_ = top;
  }
  return is_below ? std::nullopt : kernel_;
}

std::optional<FileId> Loader::read_import(const Import& import, const std::string& path,
                                          std::vector<ImportedFile> below) {
  const std::string canonical = canonical_path(path);
  if (const auto seen = files_.find(canonical); seen != files_.end()) {
    // A file of the library that waits for the design is no user of it, so that the design may import it.
    const auto waits = std::find_if(chain_.begin(), chain_.begin() + static_cast<std::ptrdiff_t>(waiting_),
                                    [&](const auto& file) { return file.first == canonical; });
    const bool is_waiting = waits != chain_.begin() + static_cast<std::ptrdiff_t>(waiting_);
    if (seen->second.is_done || is_waiting) return seen->second.id;
    refuse_cycle(import, canonical);
    return std::nullopt;
  }
  if (files_.size() >= most_files || chain_.size() >= longest_chain) {
    diagnostics_.error(import.span, "too many imports");
    return std::nullopt;
  }
  source::ReadResult read = source::read_file(path, largest_text);
  if (read.text) return read_file(path, std::move(*read.text), std::move(below));
  diagnostics_.error(import.span, fmt::format("cannot read '{}': {}", path, read.problem));
  return std::nullopt;
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
