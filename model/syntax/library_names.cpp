#include "model/syntax/library_names.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "model/source/read_file.hpp"
#include "model/syntax/designs.hpp"

namespace pagerace::syntax {

namespace fs = std::filesystem;

std::vector<LibraryName> library_names(const std::string& library) {
  std::error_code error;
  std::vector<std::string> paths;
  for (fs::recursive_directory_iterator entry(library, error), end; !error && entry != end; entry.increment(error)) {
    std::string path = entry->path().lexically_relative(library).generic_string();
    if (path.ends_with(".race") && !path.starts_with("designs/")) paths.push_back(std::move(path));
  }
  std::sort(paths.begin(), paths.end());
  std::vector<LibraryName> names;
  source::Sources sources;
  source::Diagnostics unused;
  std::vector<std::string> typedefs;
  for (const std::string& path : paths) {
    source::ReadResult read = source::read_file((fs::path(library) / path).string(), std::size_t{16} << 20);
    if (!read.text) continue;
    const File file = parse(sources, sources.add(path, std::move(*read.text)), typedefs, unused);
    each_name(file, [&](const Identifier& name) { names.push_back({name.name, path, sources.place(name.span)}); });
  }
  return names;
}

std::map<std::string, std::string> imports_by_name(const std::string& library) {
  std::map<std::string, std::string> imports;
  source::Sources sources;
  source::Diagnostics unused;
  const auto newest = load(choose_kernel("", library).path, {"", {}, library}, sources, unused);
  if (newest)
    for (const File& file : newest->files)
      each_name(file, [&](const Identifier& name) { imports.emplace(name.name, "linux.race"); });
  for (const LibraryName& name : library_names(library)) imports.emplace(name.name, name.file);
  return imports;
}

}  // namespace pagerace::syntax
