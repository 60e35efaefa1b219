// tests/ill-formed/syntax: each file says in comments what is wrong with it, and on which line.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "model/syntax/load.hpp"

using namespace pagerace::source;
using namespace pagerace::syntax;
namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Lines expected_errors(const std::string& text) {
  const std::string mark = "// error: ";
  Lines result;
  std::istringstream lines(text);
  std::string line;
  for (unsigned number = 1; std::getline(lines, line); ++number) {
    if (const std::size_t at = line.find(mark); at != std::string::npos) {
      result.push_back(fmt::format("{}: {}", number, line.substr(at + mark.size())));
    }
  }
  return result;
}

// What is wrong with one file: the lines and messages, and all of it as the user sees it.
struct Found {
  Lines errors;
  std::string rendered;
};

Found errors_in(const std::string& name, const std::string& text) {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<std::string> typedefs;
  parse(sources, sources.add(name, text), typedefs, diagnostics);
  Found found;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    found.rendered += render(sources, diagnostic);
    if (diagnostic.severity != Severity::Error) continue;
    found.errors.push_back(fmt::format("{}: {}", sources.position(diagnostic.span).line, diagnostic.message));
  }
  return found;
}

std::string joined(Lines lines) {
  std::sort(lines.begin(), lines.end());
  std::string result;
  for (const std::string& line : lines) result += line + "\n";
  return result;
}

}  // namespace

TEST_CASE("ill-formed files are refused for the reason that they name") {
  const fs::path folder = fs::path(PAGERACE_SOURCE_DIR) / "tests/ill-formed/syntax";
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".race") continue;
    const std::string name = entry.path().filename().string();
    const std::string text = text_of(entry.path());
    CAPTURE(name);
    ++files;
    const Lines expected = expected_errors(text);
    const Found found = errors_in(name, text);
    CHECK(!expected.empty());
    CHECK(joined(found.errors) == joined(expected));
    // Where the place and the hint matter as well, the whole text is beside the file.
    const fs::path whole = fs::path(entry.path()).replace_extension(".expected");
    if (fs::exists(whole)) CHECK(found.rendered == text_of(whole));
  }
  CHECK(files >= 50);
}
