#include "model/syntax/files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

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
  const fs::path library = options.library;
  if (options.kernel.empty()) {
    const fs::path path = library / "linux.race";
    if (is_there(path)) return {path.string(), {}, {}};
    return {{},
            fmt::format("there is no default kernel design: '{}' does not exist", path.string()),
            "choose one with --kernel"};
  }
  if (options.kernel.ends_with(suffix)) {
    if (is_there(options.kernel)) return {options.kernel, {}, {}};
    return {{}, fmt::format("the kernel design '{}' does not exist", options.kernel), {}};
  }
  const fs::path path = library / "designs" / (options.kernel + std::string(suffix));
  if (is_there(path)) return {path.string(), {}, {}};
  std::vector<std::string> known = race_files(library / "designs");
  for (std::string& name : known) name.resize(name.size() - suffix.size());
  std::string hint = known.empty() ? "there are none" : fmt::format("there are {}", fmt::join(known, ", "));
  if (const std::string closest = source::did_you_mean(options.kernel, known); !closest.empty()) {
    hint = fmt::format("did you mean {}? {}", closest, hint);
  }
  if (const std::string file = options.kernel + std::string(suffix); is_there(file))
    hint = "a file is named with its ending: " + file;
  return {{}, fmt::format("there is no kernel design '{}'", options.kernel), hint};
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
