#include "cli/compare.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "cli/compare_render.hpp"
#include "cli/comparing.hpp"
#include "cli/test.hpp"

namespace pagerace::cli {

namespace {

constexpr std::array<std::pair<const char*, CompareFormat>, 4> kFormats = {{{"text", CompareFormat::Text},
                                                                            {"markdown", CompareFormat::Markdown},
                                                                            {"json", CompareFormat::Json},
                                                                            {"html", CompareFormat::Html}}};

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

const char* name_of(CompareFormat format) {
  return std::find_if(kFormats.begin(), kFormats.end(), [&](const auto& at) { return at.second == format; })->first;
}

void add_compare(CLI::App& app, CompareOptions& options) {
  CLI::App& command = *app.add_subcommand("compare", "Check scenarios under several kernel designs; show a table");
  command.add_option("PATH", options.paths, "Scenarios, and folders that hold some")->required();
  command
      .add_option("--kernel,-k", options.kernels,
                  "Kernel design: a name, a .race file, or all, which is the default; may be repeated")
      ->type_name("NAME")
      ->check(refuse_empty)
      ->allow_extra_args(false);
  add_property_option(command, options.model);
  add_source_options(command, options.model);
  add_limit_options(command, options.limits);
  add_engine_options(command, options.engine);
  add_format(command, options.format);
  command.add_flag("--summary", options.is_summary, "One row for each scenario (not in JSON, which has everything)");
  command.add_flag("--commands", options.with_commands,
                   "Below the table, a command for each violated cell that shows its counterexample");
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

std::string rendered(const Comparison& comparison, const CompareOptions& options) {
  if (options.format == CompareFormat::Json) return compare_json(comparison);
  View view = view_of(comparison, options.is_summary);
  view.with_commands = options.with_commands;
  if (options.format == CompareFormat::Markdown) return compare_markdown(view);
  if (options.format == CompareFormat::Html) return compare_html(view);
  return compare_text(view, use_color(options.color, STDOUT_FILENO));
}

}  // namespace

Exit compare(const CompareOptions& options) {
  const Scenarios scenarios = find_scenarios(options.paths);
  Comparing comparing(options);
  Comparison comparison = comparing.all(scenarios.files);
  std::vector<std::string> problems = scenarios.problems;
  for (std::string& line : comparing.unknown()) problems.push_back(std::move(line));
  const bool is_nothing = comparison.scenarios.empty() && comparison.left.empty();
  if (is_nothing)
    problems.push_back(comparison.skipped.empty() ? "no scenario found"
                                                  : "no scenario found that has threads and a kernel to choose");
  for (const std::string& problem : problems) fmt::print(stderr, "pagerace: {}\n", problem);
  if (!problems.empty()) comparison.exit = worst(comparison.exit, Exit::Usage);
  if (!is_nothing || options.format == CompareFormat::Json) fmt::print("{}", rendered(comparison, options));
  return comparison.exit;
}

}  // namespace pagerace::cli
