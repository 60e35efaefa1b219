#include "cli/compare.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <new>
#include <stdexcept>

#include "cli/compare_render.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/run.hpp"
#include "cli/test.hpp"

namespace pagerace::cli {

namespace {

constexpr std::array<std::pair<const char*, CompareFormat>, 4> kFormats = {{{"text", CompareFormat::Text},
                                                                            {"markdown", CompareFormat::Markdown},
                                                                            {"json", CompareFormat::Json},
                                                                            {"html", CompareFormat::Html}}};

const char* name_of(CompareFormat format) {
  return std::find_if(kFormats.begin(), kFormats.end(), [&](const auto& at) { return at.second == format; })->first;
}

void add_format(CLI::App& command, CompareFormat& format) {
  command
      .add_option_function<std::string>(
          "--format",
          [&format](const std::string& name) {
            const auto known =
                std::find_if(kFormats.begin(), kFormats.end(), [&](const auto& at) { return name == at.first; });
            if (known == kFormats.end())
              throw CLI::ValidationError("--format", "\"" + name + "\" is none of text, markdown, json, html");
            format = known->second;
          },
          "text, markdown, json or html")
      ->type_name("NAME");
}

}  // namespace

void add_compare(CLI::App& app, CompareOptions& options) {
  CLI::App& command = *app.add_subcommand("compare", "Check scenarios under several kernel designs; show a table");
  command.add_option("PATH", options.paths, "Scenarios, and folders that hold some")->required();
  command
      .add_option("--kernel,-k", options.kernels,
                  "Kernel design: a name, a .race file, or all, which is the default; may be repeated")
      ->type_name("NAME")
      ->check(refuse_empty)
      ->allow_extra_args(false);
  add_source_options(command, options.model);
  add_limit_options(command, options.limits);
  add_engine_options(command, options.engine);
  add_format(command, options.format);
  command.add_flag("--summary", options.is_summary, "One row for each scenario (not in JSON, which has everything)");
  add_progress_option(command, options.progress);
  add_color_option(command, options.color);
}

std::vector<std::string> chosen_kernels(const std::vector<std::string>& asked,
                                        const std::vector<std::string>& library) {
  std::vector<std::string> chosen;
  const auto add = [&](const std::string& name) {
    if (std::find(chosen.begin(), chosen.end(), name) == chosen.end()) chosen.push_back(name);
  };
  for (const std::string& name : asked) {
    if (name == "all")
      std::for_each(library.begin(), library.end(), add);
    else
      add(name);
  }
  if (asked.empty()) std::for_each(library.begin(), library.end(), add);
  return chosen;
}

namespace {

/// Why a model cannot be searched, on one line.
std::string refusal(const Model& model) {
  for (const syntax::Diagnostic& diagnostic : model.diagnostics.all()) {
    if (diagnostic.severity == syntax::Severity::Error)
      return fmt::format("{}: {}", model.sources.place(diagnostic.span), diagnostic.message);
  }
  return model.path + ": " + problem(model);
}

/// One invocation: its scenarios in turn, each under all designs.
class Comparing {
 public:
  explicit Comparing(const CompareOptions& options)
      : options_(options), interrupt_(catch_interrupts()), progress_wanted_(catch_progress_requests()) {
    std::vector<std::string> known;
    for (const Design& design : designs(library_folder())) known.push_back(design.name);
    comparison_.kernels = chosen_kernels(options.kernels, known);
    comparison_.command = command();
  }

  Comparison all(const std::vector<Scenario>& scenarios) {
    const auto began = std::chrono::steady_clock::now();
    for (const Scenario& scenario : scenarios) {
      if (!scenario.is_named && is_to_skip(scenario.path)) {
        comparison_.skipped.push_back(scenario.path);
        continue;
      }
      Compared compared(scenario.path, comparison_.kernels.size());
      for (std::size_t kernel = 0; kernel < comparison_.kernels.size() && !interrupt_.load(); ++kernel)
        one(compared, kernel);
      comparison_.exit = worst(comparison_.exit, compared.exit());
      comparison_.scenarios.push_back(std::move(compared));
    }
    comparison_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return std::move(comparison_);
  }

 private:
  /// What lies in a folder beside scenarios: what they import, and scenarios that no kernel is chosen for.
  bool is_to_skip(const std::string& path) const {
    const auto model = load_model(path, model_options(0), Stage::Program);
    return model->sources.size() > model->scenario && (!model->declares_threads || model->names_no_kernel);
  }

  /// Stops at nothing: what goes wrong here is one cell.
  void one(Compared& compared, std::size_t kernel) {
    try {
      search(compared, kernel);
    } catch (const std::bad_alloc&) {
      compared.add(kernel, Fate::NotRun, "out of memory");
    } catch (const std::exception& exception) {
      compared.add(kernel, Fate::Failed,
                   fmt::format("{}: pagerace itself failed: {}", compared.path(), exception.what()));
    }
  }

  void search(Compared& compared, std::size_t kernel) {
    const ModelOptions options = model_options(kernel);
    const auto model = load_model(compared.path(), options, Stage::System);
    if (!is_searchable(*model)) {
      compared.add(kernel, Fate::Refused, refusal(*model));
    } else if (model->kernel != options.kernel) {
      compared.add(kernel, Fate::OtherDesign,
                   fmt::format("{} is written for kernel {}", compared.path(), model->kernel));
    } else {
      ProgressLine line({options_.progress, false, &progress_wanted_});
      RunOptions how = run_options(*model, options);
      how.search.progress = [&](const checker::Progress& progress) { line.show(progress); };
      compared.add(kernel, run(*model, options, how));
    }
  }

  ModelOptions model_options(std::size_t kernel) const {
    ModelOptions options = options_.model;
    options.kernel = comparison_.kernels.at(kernel);
    return options;
  }

  RunOptions run_options(const Model& model, const ModelOptions& model_options) const {
    RunOptions options;
    const LimitOptions& limits = options_.limits;
    if (limits.max_states) options.search.max_states = *limits.max_states;
    if (limits.max_depth) options.search.max_depth = *limits.max_depth;
    if (limits.timeout) options.search.timeout = *limits.timeout;
    options.search.stop_at_first = limits.first;
    apply(options_.engine, options.search);
    options.search.interrupt = &interrupt_;
    options.command =
        "pagerace check" + spell(model_options) + spell(limits) + spell(options_.engine) + " " + quote_file(model.path);
    return options;
  }

  std::string command() const {
    std::string text = "pagerace compare";
    for (const std::string& kernel : options_.kernels) text += " --kernel " + quote(kernel);
    text += spell(options_.model) + spell(options_.limits) + spell(options_.engine);
    if (options_.is_summary) text += " --summary";
    if (options_.format != CompareFormat::Text) text += std::string(" --format ") + name_of(options_.format);
    for (const std::string& path : options_.paths) text += " " + quote_file(path);
    return text;
  }

  const CompareOptions& options_;
  const std::atomic<bool>& interrupt_;
  std::atomic<bool>& progress_wanted_;
  Comparison comparison_;
};

std::string rendered(const Comparison& comparison, const CompareOptions& options) {
  if (options.format == CompareFormat::Json) return compare_json(comparison);
  const View view = view_of(comparison, options.is_summary);
  if (options.format == CompareFormat::Markdown) return compare_markdown(view);
  if (options.format == CompareFormat::Html) return compare_html(view);
  return compare_text(view, use_color(options.color, STDOUT_FILENO));
}

}  // namespace

Exit compare(const CompareOptions& options) {
  const Scenarios scenarios = find_scenarios(options.paths);
  for (const std::string& problem : scenarios.problems) fmt::print(stderr, "pagerace: {}\n", problem);
  Exit exit = scenarios.problems.empty() ? Exit::Holds : Exit::Usage;
  const Comparison comparison = Comparing(options).all(scenarios.files);
  if (comparison.scenarios.empty()) {
    fmt::print(stderr, "pagerace: no scenario found\n");
    exit = Exit::Usage;
  }
  fmt::print("{}", rendered(comparison, options));
  return worst(exit, comparison.exit);
}

}  // namespace pagerace::cli
