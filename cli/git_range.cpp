#include "cli/git_range.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "checker/native/process.hpp"
#include "model/source/printable.hpp"
#include "model/source/read_file.hpp"

namespace pagerace::cli {

namespace {

namespace fs = std::filesystem;

/// A folder that goes when this does.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "pagerace-patch-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw patch::BadPatch("cannot make a folder for git to write to");
    path = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  fs::path path;
};

/// What git said, on one line.
std::string said(const fs::path& file) {
  std::string text = source::printable(source::read_file(file.string()).text.value_or(""));
  text = text.substr(0, text.find('\n'));
  return text.empty() ? "it says nothing" : text;
}

}  // namespace

patch::Series read_git_range(const std::string& tree, const std::string& range) {
  if (range.empty() || range.starts_with('-'))
    throw patch::BadPatch(fmt::format("\"{}\" is no range of commits", source::printable(range)));
  const std::string git = native::find_program("git");
  if (git.empty()) throw patch::BadPatch("git is not in PATH: it reads --tree");
  const ScratchFolder scratch;
  const fs::path patches = scratch.path / "patches", output = scratch.path / "said";
  native::Process process({git, "-C", tree, "format-patch", "--quiet", "--no-ext-diff", "--no-textconv",
                           "--no-signature", "--unified=3", "-o", patches.string(), range, "--"},
                          output.string(), scratch.path.string());
  std::optional<bool> ended;
  while (!(ended = process.poll())) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  if (!*ended) throw patch::BadPatch(fmt::format("git cannot read {} of {}: {}", range, tree, said(output)));
  std::error_code error;
  if (!fs::is_directory(patches, error) || fs::is_empty(patches, error))
    throw patch::BadPatch(fmt::format("{} of {} has no commits that are patches", range, tree));
  patch::Series series = patch::read_series(patches.string());
  for (patch::Patch& patch : series.patches) patch.path = fs::path(patch.path).filename().string();
  return series;
}

}  // namespace pagerace::cli
