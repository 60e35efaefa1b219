#include "cli/compare.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "cli/compare_baseline.hpp"
#include "cli/compare_render.hpp"
#include "cli/comparing.hpp"
#include "cli/library.hpp"
#include "cli/test.hpp"

namespace pagerace::cli {

std::vector<syntax::KernelChoice> chosen_kernels(const std::vector<std::string>& asked, const std::string& library) {
  std::vector<std::string> names;
  const auto add_all = [&] {
    for (const Described& design : designs(library)) names.push_back(design.name);
  };
  for (const std::string& name : asked) {
    if (name == "all")
      add_all();
    else
      names.push_back(name);
  }
  if (asked.empty()) add_all();
  std::vector<syntax::KernelChoice> chosen;
  for (const std::string& name : names) {
    syntax::KernelChoice choice = syntax::choose_kernel(name, library);
    if (choice.path.empty()) choice.name = name;
    const bool is_known = std::any_of(chosen.begin(), chosen.end(),
                                      [&](const syntax::KernelChoice& known) { return known.name == choice.name; });
    if (!is_known) chosen.push_back(std::move(choice));
  }
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
  if (comparison.has_baseline) {
    comparison.changes = changes(comparison);
    comparison.exit = worst(exit_of(comparison), comparison.left.empty() ? Exit::Holds : Exit::Inconclusive);
  }
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
