// What a document links to is there. Links to other places than files are not looked at.
#include <doctest/doctest.h>

#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "tests/docs/document.hpp"

namespace pagerace::docs {
namespace {

/// Files that the line links to, without the part of them that is meant.
std::vector<std::string> linked_files(const std::string& line) {
  static const std::regex link(R"(\]\(([^)#\s]+)(#[^)]*)?\))");
  std::vector<std::string> files;
  for (std::sregex_iterator i(line.begin(), line.end(), link), end; i != end; ++i) {
    const std::string target = (*i)[1];
    if (target.find("://") == std::string::npos) files.push_back(target);
  }
  return files;
}

void check_links(const Document& document) {
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    for (const std::string& file : linked_files(document.lines[i])) {
      CHECK_MESSAGE(std::filesystem::exists(document.path.parent_path() / file), document.place(i), ": ", file,
                    " is not there");
    }
  }
}

}  // namespace

TEST_CASE("links lead to files that are there") {
  for (const Document& document : all_documents()) check_links(document);
}

TEST_CASE("a link is what stands in parentheses behind brackets") {
  using Files = std::vector<std::string>;
  CHECK(linked_files("[a](b.md) and [c](d.md#e)") == Files{"b.md", "d.md"});
  CHECK(linked_files("[a](https://example.org) (b.md) [c](#d)").empty());
}

}  // namespace pagerace::docs
