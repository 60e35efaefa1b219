#include "checker/native/headers.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace pagerace::native {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFirstHeader = "checker/native/runtime.hpp";

/// `#include "..."` at the beginning of a line; what stands in <> is the compiler's own.
std::vector<std::string> included_in(const std::string& text) {
  constexpr std::string_view kBefore = "#include \"";
  std::vector<std::string> names;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(kBefore)) continue;
    names.push_back(line.substr(kBefore.size(), line.find('"', kBefore.size()) - kBefore.size()));
  }
  return names;
}

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) throw std::runtime_error("native code needs " + path.string() + ", which cannot be read");
  return text.str();
}

}  // namespace

std::string header_folder() {
  const char* const chosen = std::getenv("PAGERACE_HEADERS");
  if (chosen != nullptr && *chosen != '\0') return chosen;
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  const fs::path installed = executable.parent_path().parent_path() / "share/pagerace/include";
  if (!error && fs::is_regular_file(installed / kFirstHeader, error)) return installed.string();
  const fs::path source = PAGERACE_SOURCE_DIR;
  return fs::is_regular_file(source / kFirstHeader, error) ? source.string() : "";
}

void add_headers(Sha256& hash, const std::string& text, const std::string& folder) {
  std::set<std::string> seen;
  std::vector<std::string> waiting = included_in(text);
  while (!waiting.empty()) {
    const std::string name = waiting.back();
    waiting.pop_back();
    if (!seen.insert(name).second) continue;
    const std::string content = content_of(fs::path(folder) / name);
    hash.add_part(name).add_part(content);
    for (std::string& next : included_in(content)) waiting.push_back(std::move(next));
  }
}

}  // namespace pagerace::native
