// Each file of tests/ill-formed/semantics says at its mistakes what pagerace must say about them, and nothing else.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "model/semantics/check.hpp"
#include "model/syntax/load.hpp"

namespace pagerace {
namespace {

const std::filesystem::path kFolder = PAGERACE_SOURCE_DIR "/tests/ill-formed/semantics";

/// "12: error: text" for each `// error: text` or `// warning: text` at the end of a line.
std::vector<std::string> expected(const std::string& text) {
  std::vector<std::string> result;
  unsigned line = 1;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string row = text.substr(begin, end - begin);
    for (const char* word : {"// error: ", "// warning: "}) {
      const std::size_t comment = row.find(word);
      if (comment != std::string::npos) result.push_back(std::to_string(line) + ": " + row.substr(comment + 3));
    }
    begin = end + 1;
  }
  return result;
}

std::vector<std::string> reported(const source::Sources& sources, const source::Diagnostics& diagnostics) {
  std::vector<std::string> result;
  for (const auto& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == source::Severity::Note) continue;
    const char* word = diagnostic.severity == source::Severity::Error ? "error: " : "warning: ";
    result.push_back(std::to_string(sources.position(diagnostic.span).line) + ": " + word + diagnostic.message);
  }
  return result;
}

std::string lines(std::vector<std::string> rows) {
  std::sort(rows.begin(), rows.end());
  std::string text;
  for (const std::string& row : rows) text += row + "\n";
  return text;
}

void check_file(const std::filesystem::path& path) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  syntax::LoadOptions options;
  options.library = PAGERACE_SOURCE_DIR "/model/linux";
  const auto unit = syntax::load(path.string(), options, sources, diagnostics);
  REQUIRE(unit);
  const auto program = semantics::check(*unit, {}, sources, diagnostics);
  CHECK((program == nullptr) == diagnostics.has_errors());
  const source::FileId file = unit->files.back().id;
  const auto wanted = expected(sources.text(file));
  CHECK_FALSE(wanted.empty());
  CHECK(lines(reported(sources, diagnostics)) == lines(wanted));
  for (const auto& diagnostic : diagnostics.all())  // a note may show what the mistake is at odds with
    CHECK((diagnostic.severity == source::Severity::Note || diagnostic.span.file == file));
}

TEST_CASE("every ill-formed file is refused at its mistakes and nowhere else") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder))
    if (entry.path().extension() == ".race") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 55);
  for (const auto& path : files) {
    CAPTURE(path.filename().string());
    check_file(path);
  }
}

}  // namespace
}  // namespace pagerace
