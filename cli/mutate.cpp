#include "cli/mutate.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "cli/compare.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/mutate_design.hpp"
#include "cli/test.hpp"

namespace pagerace::cli {

using mutation::Operator;

namespace {

constexpr std::array<std::pair<const char*, MutateFormat>, 3> kMutateFormats = {
    {{"text", MutateFormat::Text}, {"markdown", MutateFormat::Markdown}, {"json", MutateFormat::Json}}};
constexpr std::array<Operator, mutation::kOperators> kOperators = {Operator::Guard, Operator::Recheck, Operator::Lock,
                                                                   Operator::Order};

void add_format(CLI::App& command, MutateFormat& format) {
  command
      .add_option_function<std::string>(
          "--format",
          [&format](const std::string& name) {
            const auto known =
                std::find_if(kMutateFormats.begin(), kMutateFormats.end(), [&](const auto& at) { return name == at.first; });
            if (known == kMutateFormats.end())
              throw CLI::ValidationError("--format", "\"" + name + "\" is none of text, markdown, json");
            format = known->second;
          },
          "text, markdown or json")
      ->type_name("NAME");
}

void add_operators(CLI::App& command, std::vector<Operator>& operators) {
  command
      .add_option_function<std::vector<std::string>>(
          "--operator",
          [&operators](const std::vector<std::string>& names) {
            for (const std::string& name : names) {
              const auto known = std::find_if(kOperators.begin(), kOperators.end(),
                                              [&](Operator op) { return name == mutation::name_of(op); });
              if (known == kOperators.end())
                throw CLI::ValidationError("--operator", "\"" + name + "\" is none of guard, recheck, lock, order");
              operators.push_back(*known);
            }
          },
          "Weaken only these: guard, recheck, lock or order; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
}

void add_limits(CLI::App& command, MutateOptions& options) {
  command
      .add_option_function<std::string>(
          "--max-states",
          [&options](const std::string& text) {
            options.max_states = parse_count<std::uint64_t>(text);
            if (!options.max_states)
              throw CLI::ValidationError("--max-states", "\"" + text + "\" is no count that it can be limited to");
          },
          "Stop each search after this many states; by default a mutant after ten times those of the scenario as it "
          "is, "
          "and 20000 at least")
      ->type_name("N");
  add_duration(command, "--timeout", options.timeout, "Stop each search after this time: 30s, 10m, 1h");
}

}  // namespace

void add_mutate(CLI::App& app, MutateOptions& options) {
  CLI::App& command =
      *app.add_subcommand("mutate", "Weaken a kernel design, one place at a time; show what no property notices");
  command.footer(
      "Exit status: 0 every mutant was noticed; 1 one survived; 2 usage, or a scenario is wrong; 3 inconclusive (a\n"
      "limit, memory, an interrupt); 4 there was nothing to weaken; 70 pagerace itself failed.");
  command.add_option("PATH", options.paths, "Scenarios, and folders that hold some")->required();
  command
      .add_option("--kernel,-k", options.kernels,
                  "Kernel design: a name, a .race file, or all, which is the default; may be repeated")
      ->type_name("NAME")
      ->check(refuse_empty)
      ->allow_extra_args(false);
  add_source_options(command, options.model);
  command.add_option("--function", options.functions, "Weaken only this function; may be repeated")
      ->type_name("NAME")
      ->check(refuse_empty)
      ->allow_extra_args(false);
  command.add_option("--file", options.files, "Weaken only what this file of the model defines; may be repeated")
      ->type_name("FILE")
      ->check(refuse_empty)
      ->allow_extra_args(false);
  add_operators(command, options.operators);
  add_limits(command, options);
  add_engine_options(command, options.engine);
  add_format(command, options.format);
  command.add_flag("--verbose,-v", options.is_verbose, "Say of every mutant what became of it");
  add_color_option(command, options.color);
}

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

/// One line on a terminal, rewritten; none elsewhere.
class Counter {
 public:
  explicit Counter(std::string kernel) : kernel_(std::move(kernel)), is_shown_(isatty(STDERR_FILENO) == 1) {}
  ~Counter() {
    if (is_shown_) fmt::print(stderr, "\r\033[K");
  }
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  void show(std::size_t done, std::size_t all) const {
    if (is_shown_) fmt::print(stderr, "\r\033[K{}: {} of {} mutants", kernel_, done, all);
  }

 private:
  std::string kernel_;
  bool is_shown_;
};

/// Loading and the interpreter take less time than compiling would.
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

Mutated survey_all(const std::vector<Scenario>& scenarios, const MutateOptions& options) {
  const std::atomic<bool>& interrupt = catch_interrupts();
  const auto began = std::chrono::steady_clock::now();
  std::vector<std::string> known;
  for (const Design& design : designs(library_folder())) known.push_back(design.name);
  Mutated mutated;
  for (const std::string& kernel : chosen_kernels(options.kernels, known)) {
    if (interrupt.load()) break;
    const Counter counter(kernel);
    SurveyOptions how = survey_options(options, interrupt);
    how.progress = [&](std::size_t done, std::size_t all) { counter.show(done, all); };
    std::vector<std::string> skipped;
    mutated.surveys.push_back(survey(kernel, scenarios, how, skipped));
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
