#include "patch/model_functions.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "model/source/read_file.hpp"
#include "model/syntax/definitions.hpp"
#include "model/syntax/load.hpp"
#include "patch/mirror.hpp"
#include "patch/text.hpp"

namespace pagerace::patch {

namespace {

namespace fs = std::filesystem;

std::string without_modifiers(std::string_view text) {
  for (bool is_done = false; !is_done;) {
    is_done = true;
    for (const std::string_view word : {"override", "__weak", "static", "inline", "__always_inline"}) {
      const std::string_view after = text.substr(std::min(word.size(), text.size()));
      if (!text.starts_with(word) || after.empty() || (after.front() != ' ' && after.front() != '\n')) continue;
      text = trimmed(after);
      is_done = false;
    }
  }
  return std::string(text);
}

/// Since 6.10 what accounts for allocations has this ending, and a macro has the old name.
std::string without_noprof(const std::string& function) {
  constexpr std::string_view kEnding = "_noprof";
  return function.ends_with(kEnding) ? function.substr(0, function.size() - kEnding.size()) : function;
}

void add_names(ModelFunction& function, const source::Sources& sources, const syntax::FunctionDefinition& definition) {
  const source::Span span = definition.declaration->span;
  const Named named = mirrored_by(sources.text(span.file), span.begin);
  function.kernel_names.insert(named.functions.begin(), named.functions.end());
  function.kernel_files.insert(named.files.begin(), named.files.end());
}

ModelFunction model_function_of(const std::vector<syntax::FunctionDefinition>& definitions,
                                const source::Sources& sources) {
  const syntax::FunctionDefinition& runs = definitions.front();
  ModelFunction function;
  function.name = runs.function->name.name;
  function.kernel_names.insert(function.name);
  function.place = sources.place(runs.function->name.span);
  function.override_text = "override " + without_modifiers(trimmed(sources.slice(runs.declaration->span)));
  function.is_hook = runs.function->is_weak;
  for (const syntax::FunctionDefinition& definition : definitions) add_names(function, sources, definition);
  return function;
}

/// The files of the library that a scenario may import, besides those of the design: paths from its folder.
std::vector<std::string> other_files(const std::string& library, const std::set<fs::path>& read) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(library, error), end; !error && entry != end; entry.increment(error)) {
    const std::string path = entry->path().lexically_relative(library).generic_string();
    const bool is_other = path.ends_with(".race") && !path.starts_with("designs/") && !path.starts_with("vocabulary");
    if (is_other && !read.contains(fs::weakly_canonical(entry->path(), error))) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<ModelFunction> functions_of_file(const std::string& library, const std::string& path,
                                             std::vector<std::string>& typedefs) {
  std::vector<ModelFunction> functions;
  source::Sources sources;
  source::Diagnostics unused;
  source::ReadResult read = source::read_file((fs::path(library) / path).string());
  if (!read.text) return functions;
  const source::FileId id = sources.add((fs::path(library) / path).string(), std::move(*read.text));
  const syntax::File file = syntax::parse(sources, id, typedefs, unused);
  for (const syntax::Declaration& declaration : file.declarations) {
    const auto* function = std::get_if<syntax::FunctionDeclaration>(&declaration.node);
    if (function == nullptr || !function->body) continue;
    functions.push_back(model_function_of({{function, &declaration, &file}}, sources));
    functions.back().import = path;
  }
  return functions;
}

}  // namespace

ModelFunctions::ModelFunctions(const syntax::KernelChoice& kernel, const std::string& library,
                               std::vector<std::string>& problems) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const auto unit = syntax::load(kernel.path, {"", {}, library, {}}, sources, diagnostics);
  for (const source::Diagnostic& diagnostic : diagnostics.all())
    if (diagnostic.severity == source::Severity::Error) problems.push_back(source::render(sources, diagnostic));
  if (!unit || diagnostics.has_errors()) return;
  std::set<fs::path> read;
  std::error_code ignored;
  for (const syntax::File& file : unit->files) read.insert(fs::weakly_canonical(sources.path(file.id), ignored));
  std::map<std::string, std::size_t> known;
  for (const syntax::DefinedFunction& defined : syntax::defined_functions(*unit)) {
    if (defined.definitions.front().file->layer == syntax::Layer::Vocabulary) continue;
    known.emplace(defined.name, functions_.size());
    functions_.push_back(model_function_of(defined.definitions, sources));
  }
  std::vector<std::string> typedefs;
  for (const std::string& path : other_files(library, read)) {
    for (ModelFunction& function : functions_of_file(library, path, typedefs)) {
      const auto [at, is_new] = known.emplace(function.name, functions_.size());
      if (is_new) {
        functions_.push_back(std::move(function));
      } else if (functions_[at->second].is_hook) {
        function.fills_hook = true;
        functions_[at->second] = std::move(function);
      }
    }
  }
}

std::vector<const ModelFunction*> ModelFunctions::find(const std::string& function, const std::string& path) const {
  const std::string other_name = without_noprof(function);
  std::vector<const ModelFunction*> of_file, of_others;
  for (const ModelFunction& each : functions_) {
    if (each.kernel_files.empty()) continue;
    if (!each.kernel_names.contains(function) && !each.kernel_names.contains(other_name)) continue;
    (each.kernel_files.contains(path) ? of_file : of_others).push_back(&each);
  }
  std::vector<const ModelFunction*>& found = of_file.empty() ? of_others : of_file;
  // First what has the name itself, last what only some scenarios have.
  const auto rank = [&](const ModelFunction* each) {
    return (each->name == function || each->name == other_name ? 0 : 1) + (each->import.empty() ? 0 : 2);
  };
  std::stable_sort(found.begin(), found.end(),
                   [&](const ModelFunction* a, const ModelFunction* b) { return rank(a) < rank(b); });
  return found;
}

}  // namespace pagerace::patch
