// Every .race file that a document shows is accepted, does what it expects of itself, or is refused as it says.
#include "tests/docs/snippets.hpp"

#include <doctest/doctest.h>

#include <regex>

#include "tests/docs/console.hpp"

namespace pagerace::docs {
namespace {

/// `test` holds a file to what it expects of itself. A scenario that expects nothing need only be accepted, and a
/// fragment is tried by the snippet that imports it.
std::string subcommand_for(const std::string& text) {
  static const std::regex expectation(R"((^|\n)expect |// (error|warning): )");
  static const std::regex thread(R"((^|\n)(daemon )?thread )");
  if (std::regex_search(text, expectation)) return "test";
  return std::regex_search(text, thread) ? "info" : "";
}

}  // namespace

TEST_CASE("snippets are accepted") {
  for (const Document& document : all_documents()) {
    const Snippets snippets(document);
    for (const Snippet& snippet : snippets.all()) {
      const std::string subcommand = subcommand_for(snippet.text);
      if (subcommand.empty()) continue;
      const Output output = run("pagerace " + subcommand + " " + snippet.name, 0, snippets);
      std::string printed;
      for (const std::string& line : output.lines) printed += line + "\n";
      CHECK_MESSAGE(output.status == 0, document.place(snippet.line), ": ", snippet.name, "\n", printed);
    }
  }
}

TEST_CASE("snippets with the name of a file of the repository are that file") {
  for (const Document& document : all_documents()) {
    const Snippets snippets(document);
    for (const Snippet& snippet : snippets.all()) {
      const std::string original = repository_text(snippet.name);
      CHECK_MESSAGE((original.empty() || original == snippet.text), document.place(snippet.line), ": ", snippet.name,
                    " differs from the file of that name");
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
