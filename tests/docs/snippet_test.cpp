// Every piece of the language that a document shows, and names in its first line, is accepted; or refused as it says.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <regex>

#include "tests/docs/console.hpp"

namespace pagerace::docs {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for the snippets of one document, so that a later one may import an earlier one.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "pagerace-docs-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// "late-put.race" from "/* examples/late-put.race: what it is */"; empty where the line names no file.
std::string file_name(const std::string& line) {
  static const std::regex pattern(R"((?:/\*|//) *([-_/A-Za-z0-9]+\.race)\b.*)");
  std::smatch match;
  return std::regex_match(line, match, pattern) ? match[1].str() : std::string();
}

/// `test` holds a file to what it expects of itself; without expectations, being accepted is all.
std::string subcommand_for(const std::string& text) {
  static const std::regex expectation(R"((^|\n)expect |// (error|warning): )");
  return std::regex_search(text, expectation) ? "test" : "info";
}

void check_snippet(const Document& document, const Block& block, const Folder& folder) {
  const std::string name = block.begin < block.end ? file_name(document.lines[block.begin]) : std::string();
  if (name.empty()) return;
  std::string text;
  for (std::size_t i = block.begin; i < block.end; ++i) text += document.lines[i] + "\n";
  const fs::path file = folder.path() / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;

  const Output output = run("pagerace " + subcommand_for(text) + " '" + file.string() + "'", 0);
  std::string printed;
  for (const std::string& line : output.lines) printed += line + "\n";
  CHECK_MESSAGE(output.status == 0, document.place(block.begin), ": ", name, " is not accepted:\n", printed);
}

}  // namespace

TEST_CASE("named snippets are accepted") {
  for (const Document& document : all_documents()) {
    const Folder folder;
    for (const Block& block : document.blocks) {
      if (block.language == "c") check_snippet(document, block, folder);
    }
  }
}

TEST_CASE("a snippet is named by the comment in its first line") {
  CHECK(file_name("/* examples/late-put.race: a race */") == "examples/late-put.race");
  CHECK(file_name("// types.race") == "types.race");
  CHECK(file_name("/* see late-put.race */").empty());
  CHECK(file_name("int x;").empty());
}

}  // namespace pagerace::docs
