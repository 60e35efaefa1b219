#include "cli/library.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "checker/native/data_folders.hpp"
#include "cli/comment.hpp"
#include "model/source/read_file.hpp"

namespace pagerace::cli {

namespace fs = std::filesystem;

namespace {

/// "/* designs/x.race: what it is.", up to the first full stop.
std::string summary_of(const fs::path& file) {
  return first_sentence(top_comment(source::read_file(file.string()).text.value_or("")));
}

/// Paths below the current folder are shown relative to it.
std::string from_here(const fs::path& path) {
  std::error_code error;
  const fs::path relative = path.lexically_relative(fs::current_path(error));
  return error || relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

bool is_library(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder / "vocabulary.race", ignored) && fs::is_directory(folder / "designs", ignored);
}

}  // namespace

std::string library_folder() {
  std::vector<fs::path> folders;
  const char* chosen = std::getenv("PAGERACE_LIBRARY");
  const bool is_chosen = chosen != nullptr && *chosen != '\0';
  if (is_chosen) folders.emplace_back(chosen);
  if (!is_chosen)
    for (const fs::path& data : native::data_folders()) folders.push_back(data / "model/linux");
  std::string looked_in;
  for (const fs::path& folder : folders) {
    if (is_library(folder)) return is_chosen ? chosen : from_here(fs::canonical(folder));
    looked_in += "\n  " + folder.string();
  }
  if (is_chosen) looked_in += ", which PAGERACE_LIBRARY names";
  throw LibraryError("cannot find the kernel models: vocabulary.race and designs/. Looked in" + looked_in +
                     "\nInstall pagerace again, or let PAGERACE_LIBRARY name the folder that holds them.");
}

namespace {

std::vector<Described> files_of(const fs::path& folder) {
  std::vector<Described> all;
  try {
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".race") all.push_back({entry.path().stem().string(), summary_of(entry.path())});
  } catch (const fs::filesystem_error& error) {
    throw LibraryError("cannot read " + error.path1().string() + ": " + error.code().message());
  }
  std::sort(all.begin(), all.end(), [](const Described& a, const Described& b) { return a.name < b.name; });
  return all;
}

}  // namespace

std::vector<Described> designs(const std::string& library) { return files_of(fs::path(library) / "designs"); }

std::vector<Described> actors(const std::string& library) { return files_of(fs::path(library) / "environment"); }

}  // namespace pagerace::cli
