// What a document links to is there: the file, and the heading in it. Links to other places than files are not looked
// at.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "tests/docs/document.hpp"

namespace pagerace::docs {
namespace {

struct Link {
  std::string file;    ///< empty: the document itself
  std::string anchor;  ///< without its #; empty: the whole file
  bool operator==(const Link&) const = default;
};

std::vector<Link> links_in(const std::string& line) {
  static const std::regex link(R"(\]\(([^)#\s]*)(?:#([^)]*))?\))");
  std::vector<Link> links;
  for (std::sregex_iterator i(line.begin(), line.end(), link), end; i != end; ++i) {
    const std::string file = (*i)[1];
    if (file.find("://") == std::string::npos) links.push_back({file, (*i)[2]});
  }
  return links;
}

/// The name that GitHub gives to a heading.
std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ') anchor += '-';
    if (std::isalnum(byte) || byte >= 0x80 || c == '-' || c == '_') anchor += static_cast<char>(std::tolower(byte));
  }
  return anchor;
}

/// Those of all headings. One that comes again has a number behind it.
std::vector<std::string> anchors_in(const std::vector<std::string>& lines) {
  static const std::regex heading(R"(#{1,6} +(.*?) *)");
  std::vector<std::string> anchors, names;
  bool is_code = false;
  std::smatch match;
  for (const std::string& line : lines) {
    if (line.starts_with("```")) is_code = !is_code;
    if (is_code || !std::regex_match(line, match, heading)) continue;
    const std::string name = anchor_of(match[1]);
    const auto before = std::count(names.begin(), names.end(), name);
    names.push_back(name);
    anchors.push_back(before == 0 ? name : name + "-" + std::to_string(before));
  }
  return anchors;
}

/// How many links it has.
std::size_t check_links(const Document& document) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    for (const auto& link : links_in(document.lines[i])) {
      const std::string &file = link.file, &anchor = link.anchor;
      ++count;
      INFO(document.place(i), ": ", file, "#", anchor);
      const auto path = file.empty() ? document.path : document.path.parent_path() / file;
      CHECK_MESSAGE(std::filesystem::exists(path), "there is no such file");
      if (anchor.empty() || !std::filesystem::exists(path)) continue;
      const std::vector<std::string> there = anchors_in(read_document(path).lines);
      CHECK_MESSAGE(std::find(there.begin(), there.end(), anchor) != there.end(), "the file has no such heading");
    }
  }
  return count;
}

}  // namespace

TEST_CASE("links lead to files and headings that are there") {
  std::size_t count = 0;
  for (const Document& document : all_documents()) count += check_links(document);
  CHECK(count >= 50);
}

TEST_CASE("a link is what stands in parentheses behind brackets") {
  using Links = std::vector<Link>;
  CHECK(links_in("[a](b.md) and [c](d.md#e)") == Links{{"b.md", ""}, {"d.md", "e"}});
  CHECK(links_in("[a](https://example.org) (b.md) [c](#d)") == Links{{"", "d"}});
}

TEST_CASE("an anchor is a heading in small letters, without punctuation") {
  using Lines = std::vector<std::string>;
  CHECK(anchors_in(Lines{"# To add ...", "text", "## `a_b`, c-D: 1", "```", "# no heading", "```", "## To add ..."}) ==
        Lines{"to-add-", "a_b-c-d-1", "to-add--1"});
}

}  // namespace pagerace::docs
