#include "checker/native/headers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "checker/native/data_folders.hpp"
#include "checker/native/known_headers.hpp"
#include "model/source/read_file.hpp"

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
  source::ReadResult read = source::read_file(path.string());
  if (!read.text) throw std::runtime_error(fmt::format("native code needs {}: {}", path.string(), read.problem));
  return std::move(*read.text);
}

/// Headers that only a caller adds to the text, as tests do, are not known here and are accepted.
bool is_as_built(const std::string& name, const std::string& digest) {
  const auto known = known_headers();
  const auto is_it = [&name](const KnownHeader& header) { return header.path == name; };
  const auto header = std::find_if(known.begin(), known.end(), is_it);
  return header == known.end() || header->sha256 == digest;
}

}  // namespace

std::string header_folder() {
  const char* const chosen = std::getenv("PAGERACE_HEADERS");
  if (chosen != nullptr && *chosen != '\0') return chosen;
  std::string looked_in;
  for (const fs::path& data : data_folders()) {
    const fs::path folder = data / "include";
    std::error_code ignored;
    if (fs::is_regular_file(folder / kFirstHeader, ignored)) return folder.string();
    looked_in += (looked_in.empty() ? "" : ", ") + folder.string();
  }
  throw std::runtime_error("native code is not used: its headers are not installed; looked in " + looked_in);
}

void add_headers(Sha256& hash, const std::string& text, const std::string& folder) {
  std::set<std::string> seen;
  std::vector<std::string> waiting = included_in(text);
  while (!waiting.empty()) {
    const std::string name = waiting.back();
    waiting.pop_back();
    if (!seen.insert(name).second) continue;
    const std::string content = content_of(fs::path(folder) / name);
    const std::string digest = hexadecimal(Sha256().add(content).digest());
    if (!is_as_built(name, digest)) {
      throw std::runtime_error("native code is not used: the headers in " + folder +
                               " are not those this program was built from; rebuild or reinstall");
    }
    hash.add_part(name).add_part(digest);
    for (std::string& next : included_in(content)) waiting.push_back(std::move(next));
  }
}

}  // namespace pagerace::native
