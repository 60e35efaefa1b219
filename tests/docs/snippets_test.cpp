// Every .race file that a document shows is accepted, does what it expects of itself, or is refused as it says.
#include "tests/docs/snippets.hpp"

#include <doctest/doctest.h>

#include <regex>

#include "tests/docs/console.hpp"

namespace pagerace::docs {
namespace {

/// `test` holds a file to what it expects of itself. A scenario that expects nothing need only be accepted. Nothing for
/// a fragment, which has no threads of its own.
std::string subcommand_for(const std::string& text) {
  static const std::regex expectation(R"((^|\n)expect |// (error|warning): )");
  static const std::regex thread(R"((^|\n)(daemon )?thread )");
  if (std::regex_search(text, expectation)) return "test";
  return std::regex_search(text, thread) ? "info" : "";
}

/// Whether a block of the document, other than the one that shows it, imports the snippet or runs a command with it.
bool is_used(const Snippet& snippet, const Document& document) {
  for (const Block& block : document.blocks) {
    if (block.begin == snippet.line || (block.language != "c" && block.language != "console")) continue;
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const std::string& line = document.lines[i];
      const bool uses = line.starts_with("import ") || line.starts_with("$ pagerace ") || line.starts_with("$ build/");
      if (uses && line.find(snippet.name) != std::string::npos) return true;
    }
  }
  return false;
}

void check_snippet(const Snippet& snippet, const Document& document, const Snippets& snippets) {
  INFO(document.place(snippet.line), ": ", snippet.name);
  const std::string subcommand = subcommand_for(snippet.text);
  if (subcommand.empty()) {
    CHECK_MESSAGE(is_used(snippet, document), "nothing on the page imports or runs it, so nothing has read it");
    return;
  }
  const Output output = run("pagerace " + subcommand + " " + snippet.name, 0, snippets);
  std::string printed;
  for (const std::string& line : output.lines) printed += line + "\n";
  CHECK_MESSAGE(output.status == 0, printed);
}

/// Where the document shows a file of the repository as it is not, a line each.
std::vector<std::string> differing(const Document& document) {
  std::vector<std::string> found;
  const Snippets snippets(document);
  for (const Snippet& snippet : snippets.all()) {
    const std::string original = repository_text(snippet.name);
    if (original.empty() || original == snippet.text) continue;
    found.push_back(document.place(snippet.line) + ": " + snippet.name + " differs from the file of that name");
  }
  return found;
}

}  // namespace

TEST_CASE("snippets are accepted") {
  std::size_t count = 0;
  for (const Document& document : all_documents()) {
    const Snippets snippets(document);
    for (const Snippet& snippet : snippets.all()) check_snippet(snippet, document, snippets);
    count += snippets.all().size();
  }
  CHECK(count >= 5);
}

TEST_CASE("snippets with the name of a file of the repository are that file") {
  for (const Document& document : all_documents()) {
    for (const std::string& difference : differing(document)) FAIL_CHECK(difference);
  }
  // Most pages show no such file, so a page that was made for it shows that a difference is found.
  const std::string name = "examples/lost-reference.race";
  const std::vector<std::string> text = split_lines(repository_text(name));
  REQUIRE(file_name(text.at(0)) == name);
  Document page{PAGERACE_SOURCE_DIR "/README.md", text, {{"c", 0, text.size()}}};
  CHECK(differing(page).empty());
  page.lines.back() += " ";
  CHECK(differing(page) == std::vector<std::string>{"README.md:1: " + name + " differs from the file of that name"});
}

TEST_CASE("a snippet is named by the comment in its first line") {
  CHECK(file_name("/* examples/late-put.race: a race */") == "examples/late-put.race");
  CHECK(file_name("// types.race") == "types.race");
  CHECK(file_name("/* see late-put.race */").empty());
  CHECK(file_name("int x;").empty());
}

}  // namespace pagerace::docs
