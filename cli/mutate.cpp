#include "cli/mutate.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

#include "cli/compare.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/model.hpp"
#include "cli/mutate_design.hpp"
#include "cli/status_line.hpp"
#include "cli/test.hpp"

namespace pagerace::cli {

using mutation::Operator;

namespace {

std::string command_of(const MutateOptions& options) {
  std::string text = "pagerace mutate";
  for (const std::string& kernel : options.kernels) text += " --kernel " + quote(kernel);
  text += spell(options.model);
  for (const std::string& function : options.functions) text += " --function " + quote(function);
  for (const std::string& file : options.files) text += " --file " + quote(file);
  for (const Operator op : options.operators) text += std::string(" --operator ") + mutation::name_of(op);
  LimitOptions limits;
  limits.max_states = options.max_states;
  limits.timeout = options.timeout;
  text += spell(limits) + spell(options.engine);
  if (options.is_verbose) text += " --verbose";
  for (const std::string& path : options.paths) text += " " + quote_file(path);
  return text;
}

/// Uses the interpreter: loading and interpreting take less time than compiling would.
SurveyOptions survey_options(const MutateOptions& options, const std::atomic<bool>& interrupt) {
  SurveyOptions survey;
  survey.model = options.model;
  apply(options.engine, survey.search);
  survey.search.engine = options.engine.engine.value_or(checker::EngineChoice::Interpret);
  survey.search.interrupt = &interrupt;
  if (options.timeout) survey.search.timeout = *options.timeout;
  survey.has_max_states = options.max_states.has_value();
  if (options.max_states) survey.search.max_states = *options.max_states;
  survey.functions = options.functions;
  survey.files = options.files;
  survey.operators = options.operators;
  return survey;
}

/// Scenarios that somebody named and that let nobody choose a kernel: their own functions are weakened.
std::vector<Scenario> without_kernel(const std::vector<Scenario>& scenarios, const MutateOptions& options) {
  std::vector<Scenario> alone;
  if (!options.kernels.empty() || !options.model.patches.empty()) return alone;
  for (const Scenario& scenario : scenarios) {
    if (!scenario.is_named) continue;
    const auto model = load_model(scenario.path, options.model, Stage::Syntax);
    if (!model->diagnostics.has_errors() && model->chosen_kernel.empty()) alone.push_back(scenario);
  }
  return alone;
}

/// Each kernel, "" for none, with the scenarios that run under it.
std::vector<std::pair<std::string, std::vector<Scenario>>> settings_of(const std::vector<Scenario>& scenarios,
                                                                       const MutateOptions& options) {
  std::vector<std::pair<std::string, std::vector<Scenario>>> all;
  const std::vector<Scenario> alone = without_kernel(scenarios, options);
  std::vector<Scenario> others = scenarios;
  std::erase_if(others,
                [&](const Scenario& each) { return std::ranges::count(alone, each.path, &Scenario::path) > 0; });
  if (!alone.empty()) all.emplace_back("", alone);
  if (others.empty() && !alone.empty()) return all;
  for (const syntax::KernelChoice& choice : chosen_kernels(options.kernels, library_folder()))
    all.emplace_back(choice.name, others);
  return all;
}

Mutated survey_all(const std::vector<Scenario>& scenarios, const MutateOptions& options) {
  const std::atomic<bool>& interrupt = catch_interrupts();
  const auto began = std::chrono::steady_clock::now();
  Mutated mutated;
  for (const auto& setting : settings_of(scenarios, options)) {
    if (interrupt.load()) break;
    const auto& kernel = setting.first;  // no structured binding: Clang 14 cannot capture one
    const auto& with = setting.second;
    StatusLine line;
    SurveyOptions how = survey_options(options, interrupt);
    how.progress = [&](std::size_t done, std::size_t all) {
      line.show(fmt::format("{}{}{} of {} mutants", kernel, kernel.empty() ? "" : ": ", done, all));
    };
    std::vector<std::string> skipped;
    mutated.surveys.push_back(survey(kernel, with, how, skipped));
    for (const std::string& path : skipped)
      if (std::find(mutated.skipped.begin(), mutated.skipped.end(), path) == mutated.skipped.end())
        mutated.skipped.push_back(path);
  }
  mutated.is_incomplete = interrupt.load();
  mutated.is_verbose = options.is_verbose;
  mutated.command = command_of(options);
  mutated.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return mutated;
}

Exit exit_of(const Survey& survey) {
  Exit exit = Exit::Holds;
  for (const Setting& setting : survey.settings) {
    if (setting.use == Setting::Use::Refused) exit = worst(exit, Exit::Usage);
    if (setting.use == Setting::Use::Unsearched) exit = worst(exit, Exit::Inconclusive);
  }
  if (survey.count(MutantFate::Survived) > 0) exit = worst(exit, Exit::Violated);
  if (survey.count(MutantFate::Inconclusive) + survey.count(MutantFate::NotRun) > 0)
    exit = worst(exit, Exit::Inconclusive);
  return exit;
}

Exit exit_of(const Mutated& mutated) {
  Exit exit = mutated.is_incomplete ? Exit::Inconclusive : Exit::Holds;
  std::size_t decided = 0;
  for (const Survey& survey : mutated.surveys) {
    exit = worst(exit, exit_of(survey));
    decided += survey.count(MutantFate::Noticed) + survey.count(MutantFate::Survived);
  }
  return decided == 0 ? worst(exit, Exit::Vacuous) : exit;
}

}  // namespace

Exit mutate(const MutateOptions& options) {
  const Scenarios scenarios = find_scenarios(options.paths);
  for (const std::string& problem : scenarios.problems) fmt::print(stderr, "pagerace: {}\n", problem);
  Exit exit = scenarios.problems.empty() ? Exit::Holds : Exit::Usage;
  const Mutated mutated = survey_all(scenarios.files, options);
  exit = worst(exit, exit_of(mutated));
  switch (options.format) {
    case MutateFormat::Text:
      fmt::print("{}", mutate_text(mutated, use_color(options.color, STDOUT_FILENO)));
      break;
    case MutateFormat::Markdown:
      fmt::print("{}", mutate_markdown(mutated));
      break;
    case MutateFormat::Json:
      fmt::print("{}", mutate_json(mutated, static_cast<int>(exit)));
      break;
  }
  return exit;
}

}  // namespace pagerace::cli
