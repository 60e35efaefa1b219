#include "model/syntax/files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "model/syntax/designs.hpp"

namespace pagerace::syntax {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".race";

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

std::vector<std::string> race_files(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.ends_with(suffix)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Resolution resolve_kernel(const LoadOptions& options) {
  KernelChoice choice = choose_kernel(options.kernel, options.library);
  if (choice.path.empty()) return {{}, std::move(choice.problem), std::move(choice.hint)};
  return {std::move(choice.path), {}, {}};
}

}  // namespace

Resolution resolve_import(const std::string& name, const std::string& importing, const LoadOptions& options) {
  if (name == "linux.race") return resolve_kernel(options);
  if (name.empty()) return {{}, "the import names no file", {}};
  if (name.find('\0') != std::string::npos) return {{}, "a path holds no NUL", {}};
  std::vector<fs::path> folders{fs::path(importing).parent_path()};
  folders.insert(folders.end(), options.include_paths.begin(), options.include_paths.end());
  folders.push_back(options.library);
  std::vector<std::string> looked_in, neighbours;
  for (const fs::path& folder : folders) {
    const fs::path path = (folder / name).lexically_normal();
    if (is_there(path)) return {path.string(), {}, {}};
    looked_in.push_back(folder.empty() ? "the current folder" : fmt::format("'{}'", folder.string()));
    const fs::path parent = fs::path(name).parent_path();
    for (const std::string& neighbour : race_files(folder.empty() ? fs::path(".") / parent : folder / parent)) {
      neighbours.push_back((parent / neighbour).string());
    }
  }
  const std::string closest = source::did_you_mean(name, neighbours);
  const std::string hint = closest.empty() ? fmt::format("looked in {}", fmt::join(looked_in, ", "))
                                           : fmt::format("did you mean \"{}\"?", closest);
  return {{}, fmt::format("cannot find \"{}\"", name), hint};
}

std::string canonical_path(const std::string& path) {
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(path, error);
  return error ? path : canonical.string();
}

}  // namespace pagerace::syntax
