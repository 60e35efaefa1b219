#include "cli/patch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/design_file.hpp"
#include "cli/git_range.hpp"
#include "cli/json_document.hpp"
#include "cli/library.hpp"
#include "cli/patch_reply.hpp"
#include "cli/patch_report.hpp"
#include "cli/patch_trial_report.hpp"
#include "model/source/diagnostics.hpp"
#include "patch/skeleton.hpp"

namespace pagerace::cli {

namespace {

/// How a design names the one that it stands on.
std::string import_of(const syntax::KernelChoice& kernel) {
  return kernel.name.ends_with(".race") ? kernel.name : "designs/" + kernel.name + ".race";
}

std::string title_of(const Posting& posting, const syntax::KernelChoice& kernel) {
  const patch::Patch& first = posting.series.patches.front();
  std::string title = first.subject.empty() ? first.path : first.subject;
  if (const std::size_t others = posting.series.patches.size() - 1; others > 0)
    title += fmt::format(", and {} more", others);
  return fmt::format("{}; on {}.", title, kernel.name);
}

bool write_file(const std::string& path, const std::string& text) {
  std::FILE* const file = std::fopen(path.c_str(), "w");
  bool is_written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file != nullptr) is_written = std::fclose(file) == 0 && is_written;
  if (!is_written) fmt::print(stderr, "pagerace: cannot write {}\n", path);
  return is_written;
}

Exit show(const PatchOptions& options, const Posting& posting, const syntax::KernelChoice& kernel,
          const patch::ModelFunctions& model) {
  Exit exit = posting.modelled() > 0 ? Exit::Holds : Exit::Vacuous;
  const std::string design = exit == Exit::Holds ? patch::skeleton(patch::to_fill(posting.touched, model),
                                                                   import_of(kernel), title_of(posting, kernel))
                                                 : "";
  if (!options.skeleton.empty() && !design.empty() && !write_file(options.skeleton, design)) exit = Exit::Usage;
  if (options.json) {
    nlohmann::ordered_json json = posting_json(posting, kernel);
    json["skeleton"] = design;
    json["exit"] = static_cast<int>(exit);
    fmt::print("{}", json_text(json));
    return exit;
  }
  fmt::print("{}", describe(posting, kernel));
  if (!design.empty() && options.skeleton.empty()) fmt::print("\n{}", design);
  return exit;
}

/// The scenarios that come with pagerace: those of an installation, and those that take longer, which sources have.
std::vector<std::string> all_scenarios(const std::string& library) {
  namespace fs = std::filesystem;
  std::vector<std::string> folders;
  const fs::path root = fs::path(library).parent_path().parent_path();
  for (const char* folder : {"examples", "tests/nightly"}) {
    std::error_code ignored;
    if (fs::is_directory(root / folder, ignored)) folders.push_back((root / folder).string());
  }
  return folders;
}

/// Functions that the patch touches and the model has, of which the design says nothing.
std::vector<std::string> missing_of(const Posting& posting, const DesignTrial& trial) {
  std::vector<std::string> missing;
  for (const PostedFunction& function : posting.functions) {
    const bool is_there = std::any_of(function.modelled.begin(), function.modelled.end(), [&](const auto* each) {
      return std::find(trial.overrides.begin(), trial.overrides.end(), each->name) != trial.overrides.end();
    });
    if (!function.modelled.empty() && !is_there) missing.push_back(function.touched->function);
  }
  return missing;
}

void print_trial(const PatchOptions& options, const Posting& posting, const syntax::KernelChoice& kernel,
                 const DesignTrial& trial, const TrialOptions& how) {
  const std::vector<std::string> missing = missing_of(posting, trial);
  const std::string answer =
      options.reply || options.json ? reply(trial, trace_of_told(trial, how), missing) : std::string();
  if (options.json) {
    nlohmann::ordered_json json = posting_json(posting, kernel);
    json["trial"] = trial_json(trial);
    json["trial"]["left_out"] = missing;
    json["reply"] = answer;
    json["exit"] = static_cast<int>(exit_of(trial));
    fmt::print("{}", json_text(json));
  } else if (options.reply) {
    fmt::print("{}", answer);
  } else {
    fmt::print("{}\nDesign: {}, held to {}\n", describe(posting, kernel), trial.design, trial.baseline);
    for (const std::string& function : missing)
      fmt::print("Left out of the design: {}(), which the patch touches\n", function);
    for (const std::string& line : describe(trial)) fmt::print("{}\n", line);
  }
}

bool is_any_unknown(const std::vector<std::string>& environment, const std::string& library) {
  for (const std::string& name : environment) {
    if (name == kAnyActor || !actor_path(name, library).empty()) continue;
    const std::string meant = source::did_you_mean(name, actor_names(library));
    fmt::print(stderr, "pagerace: there is no actor \"{}\" for --environment{}\n", name,
               meant.empty() ? "; see pagerace list actors" : ", did you mean \"" + meant + "\"?");
    return true;
  }
  return false;
}

Exit try_and_show(const PatchOptions& options, const Posting& posting, const syntax::KernelChoice& kernel,
                  const std::string& library) {
  const TrialOptions how = {options.design,
                            options.kernel,
                            options.scenarios.empty() ? all_scenarios(library) : options.scenarios,
                            options.budget.value_or(kPatchBudget),
                            options.engine,
                            options.environment};
  if (is_any_unknown(options.environment, library)) return Exit::Usage;
  const DesignTrial trial = try_design(how);
  for (const std::string& problem : trial.problems) fmt::print(stderr, "pagerace: {}\n", problem);
  if (!trial.comparison.scenarios.empty() || trial.problems.empty()) print_trial(options, posting, kernel, trial, how);
  return exit_of(trial);
}

}  // namespace

Exit patch_series(const PatchOptions& options) {
  const std::string library = library_folder();
  std::string asked = options.kernel;
  std::vector<std::string> unread;  // what is wrong with the design is told when it is tried
  if (asked.empty() && !options.design.empty()) asked = read_design(options.design, unread).imported;
  const syntax::KernelChoice kernel = syntax::choose_kernel(asked, library);
  if (kernel.path.empty()) {
    fmt::print(stderr, "pagerace: {}\n", refusal(kernel));
    return Exit::Usage;
  }
  try {
    patch::Series series =
        options.tree.empty() ? patch::read_series(options.series) : read_git_range(options.tree, options.series);
    std::vector<std::string> problems;
    const patch::ModelFunctions model(kernel, library, problems);
    for (const std::string& problem : problems) fmt::print(stderr, "{}\n", problem);
    if (!problems.empty()) return Exit::Usage;
    const Posting posting = posting_of(std::move(series), model);
    const bool is_tried = !options.design.empty() && posting.modelled() > 0;
    if (is_tried) return try_and_show(options, posting, kernel, library);
    return options.reply ? Exit::Vacuous : show(options, posting, kernel, model);
  } catch (const patch::BadPatch& problem) {
    fmt::print(stderr, "pagerace: {}\n", problem.what());
    return Exit::Usage;
  }
}

}  // namespace pagerace::cli
