#include "cli/library.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace pagerace::cli {

namespace fs = std::filesystem;

namespace {

/// "/* designs/x.race: what it is.", as far as the first full stop.
std::string summary_of(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  const std::string all = text.str();
  if (!all.starts_with("/*")) return "";
  const std::string comment = all.substr(2, all.find("*/") - 2);
  std::string line;
  for (const char c : comment) {
    const bool blank = c == '\n' || c == '\t' || c == ' ' || (c == '*' && line.ends_with(' '));
    if (!blank)
      line += c;
    else if (!line.empty() && !line.ends_with(' '))
      line += ' ';
  }
  const std::size_t colon = line.find(".race: ");
  if (colon != std::string::npos) line = line.substr(colon + 7);
  const std::size_t stop = line.find(". ");
  line = line.substr(0, stop == std::string::npos ? line.size() : stop + 1);
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

/// Below the current folder paths are shown as people there write them.
std::string from_here(const fs::path& path) {
  std::error_code error;
  const fs::path relative = path.lexically_relative(fs::current_path(error));
  return error || relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

}  // namespace

std::string library_folder() {
  const char* chosen = std::getenv("PAGERACE_LIBRARY");
  if (chosen != nullptr && *chosen != '\0') return chosen;
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const fs::path installed = executable.parent_path().parent_path() / "share/pagerace/model/linux";
    if (fs::is_regular_file(installed / "linux.race", error)) return from_here(installed);
  }
  return from_here(PAGERACE_SOURCE_DIR "/model/linux");
}

std::vector<Design> designs(const std::string& library) {
  std::vector<Design> all;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(library) / "designs", error))
    if (entry.path().extension() == ".race") all.push_back({entry.path().stem().string(), summary_of(entry.path())});
  std::sort(all.begin(), all.end(), [](const Design& a, const Design& b) { return a.name < b.name; });
  return all;
}

}  // namespace pagerace::cli
