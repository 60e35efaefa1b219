#include "cli/comparing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <new>
#include <stdexcept>

#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/run.hpp"
#include "model/source/diagnostics.hpp"

namespace pagerace::cli {

namespace {

namespace fs = std::filesystem;

bool is_in_design(const Model& model, const source::Diagnostic& diagnostic, const std::string& kernel) {
  const fs::path path = model.sources.path(diagnostic.span.file);
  return path == fs::path(kernel) || path.parent_path().filename() == "designs";
}

/// Whether all errors are outside of the design. If the scenario is valid under another design, this one lacks
/// something that it needs. That it makes the start impossible is an error of its own, wherever it is shown.
bool may_lack_something(const Model& model, const std::string& kernel) {
  if (!model.diagnostics.has_errors() || model.starts_impossibly) return false;
  return std::none_of(
      model.diagnostics.all().begin(), model.diagnostics.all().end(), [&](const source::Diagnostic& diagnostic) {
        return diagnostic.severity == source::Severity::Error && is_in_design(model, diagnostic, kernel);
      });
}

}  // namespace

Comparing::Comparing(const CompareOptions& options)
    : options_(options), interrupt_(catch_interrupts()), progress_wanted_(catch_progress_requests()) {
  choose_kernels();
  comparison_.command = command();
}

/// The baseline is the first, and has no patches.
void Comparing::choose_kernels() {
  const std::string library = library_folder();
  const std::string& baseline = options_.baseline;
  const std::vector<std::string>& patches = options_.model.patches;
  std::vector<std::string> asked = options_.kernels;
  comparison_.has_baseline = !baseline.empty();
  if (comparison_.has_baseline) {
    kernels_.push_back({chosen_kernels({baseline}, library).front(), {}});
    if (asked.empty() && !patches.empty()) asked.push_back(baseline);
  }
  for (const syntax::KernelChoice& choice : chosen_kernels(asked, library)) {
    const bool is_baseline = comparison_.has_baseline && choice.name == kernels_.front().choice.name;
    if (!is_baseline || !patches.empty()) kernels_.push_back({choice, patches});
  }
  for (const ComparedKernel& kernel : kernels_) {
    std::string label = syntax::describe(kernel.choice);
    for (const std::string& patch : kernel.patches) label += " + " + patch;
    comparison_.kernels.push_back(std::move(label));
  }
}

Comparison Comparing::all(const std::vector<Scenario>& scenarios) {
  const auto began = std::chrono::steady_clock::now();
  for (const Scenario& scenario : scenarios) {
    if (interrupt_.load()) {
      comparison_.left.push_back(scenario.path);
      comparison_.exit = worst(comparison_.exit, Exit::Inconclusive);
    } else if (!scenario.is_named && is_to_skip(scenario.path)) {
      comparison_.skipped.push_back(scenario.path);
    } else {
      comparison_.scenarios.push_back(compare(scenario.path));
      comparison_.exit = worst(comparison_.exit, comparison_.scenarios.back().exit());
    }
  }
  if (!unknown().empty()) comparison_.exit = worst(comparison_.exit, Exit::Usage);
  comparison_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return std::move(comparison_);
}

std::vector<std::string> Comparing::unknown() const {
  std::vector<std::string> lines;
  for (const ComparedKernel& kernel : kernels_)
    if (kernel.choice.path.empty()) lines.push_back(syntax::refusal(kernel.choice));
  for (const auto& [name, hint] : hints_) {
    if (met_.contains(name)) continue;
    lines.push_back(fmt::format("there is no property \"{}\"{}", name,
                                hint.empty() ? "; see pagerace list properties" : ", did you mean \"" + hint + "\"?"));
  }
  return lines;
}

/// Whether to skip a file beside scenarios: a file that they import, or a scenario that uses no kernel.
bool Comparing::is_to_skip(const std::string& path) const {
  const auto known = std::find_if(kernels_.begin(), kernels_.end(),
                                  [](const ComparedKernel& kernel) { return !kernel.choice.path.empty(); });
  if (known == kernels_.end()) return false;
  ModelOptions options = model_options(static_cast<std::size_t>(known - kernels_.begin()));
  options.properties.clear();
  const auto model = load_model(path, options, Stage::Program);
  return model->sources.size() > model->scenario && (!model->declares_threads || model->names_no_kernel);
}

Compared Comparing::compare(const std::string& path) {
  Compared compared(path, comparison_.kernels.size());
  may_lack_.assign(comparison_.kernels.size(), false);
  for (std::size_t kernel = 0; kernel < comparison_.kernels.size(); ++kernel) {
    if (interrupt_.load())
      compared.add(kernel, Fate::NotRun, "interrupted");
    else
      one(compared, kernel);
  }
  const auto& columns = compared.columns();
  const bool is_fine =
      std::any_of(columns.begin(), columns.end(), [](const Column& column) { return column.fate == Fate::Searched; });
  for (std::size_t kernel = 0; is_fine && kernel < columns.size(); ++kernel) {
    if (may_lack_[kernel])
      compared.add(kernel, Fate::Lacking, "the design has not what the scenario needs: " + columns[kernel].reason);
  }
  return compared;
}

void Comparing::one(Compared& compared, std::size_t kernel) {
  if (kernels_[kernel].choice.path.empty()) {
    compared.add(kernel, Fate::Refused, syntax::refusal(kernels_[kernel].choice));
    return;
  }
  try {
    search(compared, kernel);
  } catch (const std::bad_alloc&) {
    compared.add(kernel, Fate::NotRun, "out of memory");
  } catch (const std::exception& exception) {
    compared.add(kernel, Fate::Failed,
                 fmt::format("{}: pagerace itself failed: {}", compared.path(), exception.what()));
  }
}

void Comparing::search(Compared& compared, std::size_t kernel) {
  ModelOptions options = model_options(kernel);
  const auto model = load(compared.path(), options);
  if (!model->unknown_property.empty() && !model->diagnostics.has_errors()) {
    compared.add(kernel, Fate::Lacking,
                 fmt::format("there is no property {} under this design", model->unknown_property));
  } else if (!is_searchable(*model)) {
    compared.add(kernel, Fate::Refused, refusal(*model));
    // What is wrong under a patch alone is wrong with the patch.
    may_lack_[kernel] = options.patches.empty() && may_lack_something(*model, options.kernel);
  } else if (model->kernel != options.kernel) {
    compared.add(kernel, Fate::OtherDesign,
                 fmt::format("{} is written for kernel {}: pagerace check runs it", compared.path(), model->kernel));
  } else {
    ProgressLine line({options_.progress, false, &progress_wanted_});
    RunOptions how = run_options(model->path, options);
    how.with_ways = comparison_.has_baseline;
    how.search.progress = [&](const checker::Progress& progress) { line.show(progress); };
    compared.add(kernel, run(*model, options, how), [&](const std::string& property) {
      ModelOptions only = options;
      only.properties = {property};
      return run_options(model->path, only).command;
    });
  }
}

/// Properties come with designs: those that this one does not have are left out, unless none remains.
std::unique_ptr<Model> Comparing::load(const std::string& path, ModelOptions& options) {
  auto model = load_model(path, options, Stage::System);
  while (!model->unknown_property.empty() && options.properties.size() > 1) {
    hints_.emplace(model->unknown_property, model->hint);
    std::erase(options.properties, model->unknown_property);
    model = load_model(path, options, Stage::System);
  }
  if (!model->unknown_property.empty())
    hints_.emplace(model->unknown_property, model->hint);
  else if (model->program)
    met_.insert(options.properties.begin(), options.properties.end());
  return model;
}

ModelOptions Comparing::model_options(std::size_t kernel) const {
  ModelOptions options = options_.model;
  options.kernel = kernels_.at(kernel).choice.name;
  options.patches = kernels_.at(kernel).patches;
  return options;
}

RunOptions Comparing::run_options(const std::string& path, const ModelOptions& model) const {
  RunOptions options;
  const LimitOptions& limits = options_.limits;
  if (limits.max_states) options.search.max_states = *limits.max_states;
  if (limits.max_depth) options.search.max_depth = *limits.max_depth;
  if (limits.timeout) options.search.timeout = *limits.timeout;
  options.search.stop_at_first = limits.first;
  apply(options_.engine, options.search);
  options.search.interrupt = &interrupt_;
  options.command = "pagerace check" + spell(model) + spell(limits) + spell(options_.engine) + " " + quote_file(path);
  return options;
}

std::string Comparing::command() const {
  std::string text = "pagerace compare";
  for (const std::string& kernel : options_.kernels) text += " --kernel " + quote(kernel);
  if (!options_.baseline.empty()) text += " --baseline " + quote(options_.baseline);
  text += spell(options_.model) + spell(options_.limits) + spell(options_.engine);
  if (options_.is_summary) text += " --summary";
  if (options_.with_commands) text += " --commands";
  if (options_.format != CompareFormat::Text)
    text += std::string(" --format ") + name_of(kCompareFormats, options_.format);
  for (const std::string& path : options_.paths) text += " " + quote_file(path);
  return text;
}

}  // namespace pagerace::cli
