#include "cli/model_start.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "cli/library.hpp"
#include "properties/impossible_start.hpp"

namespace pagerace::cli {

namespace {

namespace fs = std::filesystem;

/// buddy_owns(), user_owns_chunk(): the functions of the library that are there for init.
constexpr const char* kNameOfHelpers = "_owns";

/// The library's files, and those of the design: not the scenario's.
std::set<source::FileId> files_of_kernel(const Model& model) {
  std::set<source::FileId> files(model.patches.begin(), model.patches.end());
  const fs::path root = fs::weakly_canonical(library_folder()).parent_path().parent_path();
  for (source::FileId file = 0; file < model.sources.size(); file++) {
    const fs::path path = fs::weakly_canonical(std::string(model.sources.path(file))).lexically_relative(root);
    if (path.empty() || (*path.begin() != "model" && *path.begin() != "properties")) continue;
    files.insert(file);
  }
  files.erase(model.scenario);
  return files;
}

properties::Helpers helpers_of(const Model& model, const ModelOptions& options) {
  const std::set<source::FileId> files = files_of_kernel(model);
  std::set<std::string> names;
  for (const auto& function : model.program->functions)
    if (function->name.find(kNameOfHelpers) != std::string::npos && files.contains(function->span.file))
      names.insert(function->name);
  const auto counts = [files, asked = options.properties](const system::Property& property) {
    const bool is_asked = asked.empty() || std::ranges::find(asked, property.name) != asked.end();
    return is_asked && !property.from_scenario && files.contains(property.span.file);
  };
  return {[names](const std::string& name) { return names.contains(name); }, counts};
}

}  // namespace

void refuse_impossible_start(Model& model, const ModelOptions& options) {
  const auto found = properties::impossible_start(*model.system, model.sources, helpers_of(model, options));
  if (!found) return;
  model.starts_impossibly = true;
  model.system.reset();
  const std::string parts = found->parts.empty() ? "" : fmt::format(": {}", fmt::join(found->parts, "; "));
  model.diagnostics.error(
      found->call, fmt::format("{}() makes a state that {} forbids{}", found->helper, found->property, parts),
      fmt::format("the design {} has to change what {}() does: override it, or a function that it calls",
                  kernel_text(model), found->helper));
}

}  // namespace pagerace::cli
