#include "cli/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/environment.hpp"
#include "cli/library.hpp"
#include "cli/model_start.hpp"
#include "model/semantics/check.hpp"
#include "model/semantics/lower.hpp"
#include "model/syntax/designs.hpp"
#include "model/syntax/files.hpp"
#include "model/syntax/load.hpp"

namespace pagerace::cli {

namespace {

bool is_one_of(const std::vector<std::string>& paths, const std::string& path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

/// The design that was read last overrides the others.
std::string kernel_in_use(const syntax::Unit& unit, const source::Sources& sources, const ModelOptions& options) {
  std::string kernel;
  for (const syntax::File& file : unit.files) {
    const std::filesystem::path path = sources.path(file.id);
    if (is_one_of(options.patches, path.string())) continue;
    const bool is_chosen_file =
        options.kernel.ends_with(".race") && path.filename() == std::filesystem::path(options.kernel).filename();
    if (is_chosen_file)
      kernel = options.kernel;
    else if (path.parent_path().filename() == "designs")
      kernel = path.stem().string();
  }
  return kernel;
}

void note_patches(Model& model, const syntax::Unit& unit, const ModelOptions& options) {
  for (const syntax::File& file : unit.files) {
    const std::string path(model.sources.path(file.id));
    const bool is_kernel = path == options.kernel;  // a name is no path of a file that was read
    if (!is_kernel && !is_one_of(options.patches, path)) continue;
    model.patches.push_back(file.id);
    for (const syntax::Declaration& declaration : file.declarations) {
      const auto* function = std::get_if<syntax::FunctionDeclaration>(&declaration.node);
      if (function != nullptr && function->body)
        model.patch_functions.push_back({function->name.name, function->name.span});
    }
  }
}

/// A patch that is read elsewhere too, in another place of the order of files.
std::string lost_patch(const Model& model, const ModelOptions& options) {
  std::vector<std::string> found;
  for (const source::FileId file : model.patches) found.emplace_back(model.sources.path(file));
  for (const std::string& path : options.patches) {
    const auto at = std::find(found.begin(), found.end(), path);
    if (at == found.end()) return path;
    found.erase(at);
  }
  return "";
}

void note_kernel(Model& model, const syntax::Unit& unit, const ModelOptions& options) {
  const std::string kernel = kernel_in_use(unit, model.sources, options);
  model.names_no_kernel =
      (kernel.empty() && !options.kernel.empty()) || (!unit.imports_kernel && !options.patches.empty());
  if (!kernel.empty()) model.kernel = kernel;
  if (!unit.imports_kernel) return;
  note_patches(model, unit, options);
  if (!model.diagnostics.has_errors()) model.lost_patch = lost_patch(model, options);
  const syntax::KernelChoice choice = syntax::choose_kernel(options.kernel, library_folder());
  model.chosen_kernel = choice.name;
  if (kernel != choice.name) return;  // a file imports another design after it
  model.kernel_asked = choice.asked;
  model.is_default_kernel = choice.is_default;
}

/// False if there is no such actor: then nothing is read.
bool choose_actors(Model& model, const ModelOptions& options, syntax::LoadOptions& load) {
  for (const std::string& name : options.environment) {
    load.environment.push_back(actor_path(name, load.library));
    if (!load.environment.back().empty()) continue;
    model.unknown_actor = name;
    model.hint = source::did_you_mean(name, actor_names(load.library));
    return false;
  }
  return true;
}

void note_actors(Model& model, const syntax::Unit& unit, const ModelOptions& options) {
  for (const std::string& name : options.environment) {
    const std::string path = syntax::canonical_path(actor_path(name, library_folder()));
    for (const syntax::File& file : unit.files)
      if (syntax::canonical_path(std::string(model.sources.path(file.id))) == path)
        model.actors.emplace_back(name, file.id);
  }
  model.lacks_kernel_for_actors = !unit.imports_kernel && !options.environment.empty();
}

bool declares_threads(const syntax::Unit& unit) {
  for (const syntax::File& file : unit.files)
    for (const syntax::Declaration& declaration : file.declarations)
      if (std::holds_alternative<syntax::ThreadDeclaration>(declaration.node)) return true;
  return false;
}

void check_properties(Model& model, const ModelOptions& options) {
  const std::vector<std::string> known = property_names(*model.program);
  for (const std::string& name : options.properties) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    model.unknown_property = name;
    model.hint = source::did_you_mean(name, known);
    return;
  }
}

}  // namespace

std::vector<std::string> property_names(const semantics::Program& program) {
  std::vector<std::string> names;
  for (const semantics::Property& property : program.properties) names.push_back(property.name);
  names.insert(names.end(), system::kCheckNames.begin(), system::kCheckNames.end());
  return names;
}

std::unique_ptr<Model> load_model(const std::string& path, const ModelOptions& options, Stage stage) {
  auto model = std::make_unique<Model>();
  model->path = path;
  syntax::LoadOptions load = {options.kernel, options.include_paths, library_folder(), options.patches, {}};
  if (!choose_actors(*model, options, load)) return model;
  const auto unit = syntax::load(path, load, model->sources, model->diagnostics);
  if (!unit || unit->files.empty()) return model;
  model->scenario = unit->files.back().id;
  model->declares_threads = declares_threads(*unit);
  note_kernel(*model, *unit, options);
  note_actors(*model, *unit, options);
  model->counts = counts_in(*unit);
  model->expectations = semantics::written_expectations(*unit);
  if (stage == Stage::Syntax || model->diagnostics.has_errors()) return model;
  model->program = semantics::check(*unit, {options.defines}, model->sources, model->diagnostics);
  if (model->program == nullptr) return model;
  check_properties(*model, options);
  if (stage == Stage::Program || model->program->threads.empty()) return model;
  model->system = semantics::lower(model->program, {options.properties}, model->diagnostics);
  if (model->system && model->unknown_property.empty()) refuse_impossible_start(*model, options);
  return model;
}

std::string kernel_text(const Model& model) {
  std::string text = syntax::describe({{}, model.kernel, model.kernel_asked, model.is_default_kernel, {}, {}});
  for (const source::FileId patch : model.patches)
    if (const std::string_view path = model.sources.path(patch); path != model.kernel)
      text += fmt::format(" + {}", path);
  return text;
}

bool is_searchable(const Model& model) {
  return model.system && !model.names_no_kernel && !model.lacks_kernel_for_actors && model.lost_patch.empty() &&
         model.unknown_property.empty();
}

namespace {

std::string colored(const std::string& text, const source::Diagnostic& diagnostic) {
  const bool is_error = diagnostic.severity == source::Severity::Error;
  const std::string word = is_error ? "error:" : "warning:";
  const std::size_t at = text.find(word);
  if (at == std::string::npos) return text;
  return text.substr(0, at) + (is_error ? "\033[1;31m" : "\033[1;35m") + word + "\033[0m" +
         text.substr(at + word.size());
}

}  // namespace

void print_problems(const Model& model, std::FILE* stream, bool color) {
  for (const source::Diagnostic& diagnostic : model.diagnostics.all()) {
    std::string text = source::render(model.sources, diagnostic);
    if (color) text = colored(text, diagnostic);
    fmt::print(stream, "{}{}", text, text.ends_with('\n') ? "" : "\n");
  }
  const std::string what = problem(model);
  if (!what.empty()) fmt::print(stream, "pagerace: {}: {}\n", model.path, what);
}

std::string problem(const Model& model) {
  if (model.diagnostics.has_errors()) return "";
  if (!model.unknown_property.empty()) {
    return fmt::format(
        "there is no property \"{}\"{}", model.unknown_property,
        model.hint.empty() ? "; see pagerace list properties" : ", did you mean \"" + model.hint + "\"?");
  }
  if (!model.unknown_actor.empty()) {
    return fmt::format("there is no actor \"{}\" for --environment{}", model.unknown_actor,
                       model.hint.empty() ? "; see pagerace list actors" : ", did you mean \"" + model.hint + "\"?");
  }
  if (model.lacks_kernel_for_actors) return "--environment has nothing to act on: no file imports \"linux.race\"";
  if (model.names_no_kernel) return "--kernel and --patch choose nothing: no file imports \"linux.race\"";
  if (!model.lost_patch.empty())
    return fmt::format("--patch {}: the file is named twice, or another file imports it", model.lost_patch);
  if (model.program != nullptr && model.program->threads.empty())
    return "there is no thread to run; write thread NAME { ... }";
  return "";
}

std::string refusal(const Model& model) {
  for (const source::Diagnostic& diagnostic : model.diagnostics.all())
    if (diagnostic.severity == source::Severity::Error)
      return fmt::format("{}: {}", model.sources.place(diagnostic.span), diagnostic.message);
  return model.path + ": " + problem(model);
}

}  // namespace pagerace::cli
