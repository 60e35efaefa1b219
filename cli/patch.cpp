#include "cli/patch.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/git_range.hpp"
#include "cli/library.hpp"
#include "cli/patch_report.hpp"
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
    fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return exit;
  }
  fmt::print("{}", describe(posting, kernel));
  if (!design.empty() && options.skeleton.empty()) fmt::print("\n{}", design);
  return exit;
}

}  // namespace

Exit patch_series(const PatchOptions& options) {
  const std::string library = library_folder();
  const syntax::KernelChoice kernel = syntax::choose_kernel(options.kernel, library);
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
    return show(options, posting_of(std::move(series), model), kernel, model);
  } catch (const patch::BadPatch& problem) {
    fmt::print(stderr, "pagerace: {}\n", problem.what());
    return Exit::Usage;
  }
}

}  // namespace pagerace::cli
