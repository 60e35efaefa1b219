// Every command that a document shows prints what the document says. With PROMOTE set, documents are rewritten instead.
#include "tests/docs/console.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

namespace pagerace::docs {
namespace {

std::string joined(std::span<const std::string> lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::span<const std::string> shown_output(const Document& document, const Command& command) {
  return std::span(document.lines).subspan(command.begin, command.end - command.begin);
}

struct Difference {
  Command command;
  Output output;
};

/// Adds to `count` how many commands were run.
std::vector<Difference> differences(const Document& document, std::size_t& count) {
  const Snippets snippets(document);
  std::vector<Difference> found;
  for (const Block& block : document.blocks) {
    if (block.language != "console") continue;
    int status = 0;
    for (const Command& command : find_commands(document, block)) {
      INFO(document.place(command.line), ": ", command.text);
      REQUIRE_MESSAGE(may_run(command.text), "not a command of a console block; show it in a block of sh");
      const Output output = run(command.text, status, snippets);
      status = output.status;
      ++count;
      if (!matches(shown_output(document, command), output.lines)) found.push_back({command, output});
    }
  }
  return found;
}

void promote(Document document, const std::vector<Difference>& found) {
  for (auto each = found.rbegin(); each != found.rend(); ++each) {
    const auto first = document.lines.begin();
    const auto begin = static_cast<std::ptrdiff_t>(each->command.begin);
    const auto end = static_cast<std::ptrdiff_t>(each->command.end);
    const auto at = document.lines.erase(first + begin, first + end);
    document.lines.insert(at, each->output.lines.begin(), each->output.lines.end());
  }
  std::ofstream(document.path) << joined(document.lines);
}

}  // namespace

TEST_CASE("console blocks show what the commands print") {
  std::size_t count = 0;
  for (const Document& document : all_documents()) {
    const std::vector<Difference> found = differences(document, count);
    if (std::getenv("PROMOTE") != nullptr) {
      if (!found.empty()) promote(document, found);
      continue;
    }
    for (const auto& [command, output] : found) {
      FAIL_CHECK(document.place(command.line), ": $ ", command.text, "\n--- the document shows\n",
                 joined(shown_output(document, command)), "--- it prints\n", joined(output.lines));
    }
  }
  CHECK(count >= 20);
}

TEST_CASE("shown output matches line by line") {
  using Lines = std::vector<std::string>;
  CHECK(matches(Lines{}, Lines{}));
  CHECK(matches(Lines{"a", "b"}, Lines{"a", "b"}));
  CHECK_FALSE(matches(Lines{"a"}, Lines{"a", "b"}));
  CHECK_FALSE(matches(Lines{"a", "b"}, Lines{"a"}));
  CHECK_FALSE(matches(Lines{"a", "b"}, Lines{"a", "c"}));
}

TEST_CASE("dots stand for any lines, also for none") {
  using Lines = std::vector<std::string>;
  CHECK(matches(Lines{"a", "...", "d"}, Lines{"a", "b", "c", "d"}));
  CHECK(matches(Lines{"a", "..."}, Lines{"a"}));
  CHECK_FALSE(matches(Lines{"a", "...", "d"}, Lines{"a", "b", "c"}));
}

TEST_CASE("measurements may differ, other values not") {
  using Lines = std::vector<std::string>;
  CHECK(matches(Lines{"Time:  1 s", "Memory: 2 MB"}, Lines{"Time:  3 s", "Memory: 4 MB"}));
  CHECK_FALSE(matches(Lines{"States: 1"}, Lines{"States: 2"}));
}

}  // namespace pagerace::docs
