// What HACKING.md says of the sources is so: the way to the search loop is one of calls, and what its commands name is
// there.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/docs/document.hpp"
#include "tests/docs/snippets.hpp"

namespace pagerace::docs {
namespace {

const std::string kHeading = "## To the search loop";

/// "1. [cli/check.cpp](cli/check.cpp), `check`: what it does"
struct Stop {
  std::string file, function;  ///< or Class::function
  bool operator==(const Stop&) const = default;
};

std::vector<Stop> stops_in(const std::vector<std::string>& lines) {
  static const std::regex item(R"(\d+\. \[[^\]]*\]\(([^)]+)\), `([A-Za-z_:]+)`.*)");
  std::vector<Stop> stops;
  auto line = std::find_if(lines.begin(), lines.end(), [](const auto& at) { return at.starts_with(kHeading); });
  if (line == lines.end()) return stops;
  std::smatch match;
  for (++line; line != lines.end() && !line->starts_with("## "); ++line) {
    if (std::regex_match(*line, match, item)) stops.push_back({match[1], match[2]});
  }
  return stops;
}

std::string last_name(const std::string& function) { return function.substr(function.rfind(':') + 1); }

/// A function of the file, and the names of what it calls.
struct Function {
  std::string name;
  std::set<std::string> calls;
};

/// Index behind the bracket that closes the one at `at`.
std::size_t behind(const std::string& text, std::size_t at) {
  const char open = text[at], close = open == '(' ? ')' : '}';
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == open) ++depth;
    if (text[at] == close && --depth == 0) return at + 1;
  }
  return at;
}

/// Good enough for sources that clang-format has written: a name and arguments are a definition if a body, or what
/// initialises members, comes next, and a call otherwise.
std::vector<Function> functions_in(const std::string& source) {
  static const std::regex comment(R"(//[^\n]*)"), called(R"(([A-Za-z_]\w*(?:::~?\w+)*)\()");
  static const std::regex body(R"(\s*(const|override|final|noexcept|\s)*(:[^;{]*)?\{)");
  const std::string text = std::regex_replace(source, comment, "");
  std::vector<Function> functions;
  std::size_t end = 0;  // of the function at hand
  for (std::sregex_iterator i(text.begin(), text.end(), called), none; i != none; ++i) {
    const auto at = static_cast<std::size_t>(i->position());
    const std::size_t next = behind(text, at + static_cast<std::size_t>(i->length()) - 1);
    std::smatch match;
    const std::string name = (*i)[1];
    if (at >= end && std::regex_search(text.begin() + static_cast<std::ptrdiff_t>(next), text.end(), match, body,
                                       std::regex_constants::match_continuous)) {
      functions.push_back({name, {}});
      end = behind(text, next + static_cast<std::size_t>(match.length()) - 1);
    } else if (at < end) {
      functions.back().calls.insert(last_name(name));
    }
  }
  return functions;
}

/// Whether the function, or one of the same file that it calls, calls the other.
bool leads_to(const std::vector<Function>& functions, const std::string& from, const std::string& to) {
  std::vector<std::string> waiting{last_name(from)};
  std::set<std::string> seen(waiting.begin(), waiting.end());
  while (!waiting.empty()) {
    const std::string name = waiting.back();
    waiting.pop_back();
    for (const Function& function : functions) {
      if (last_name(function.name) != name) continue;
      if (function.calls.contains(last_name(to))) return true;
      for (const std::string& call : function.calls) {
        if (seen.insert(call).second) waiting.push_back(call);
      }
    }
  }
  return false;
}

/// A method that is defined within its class has no name before it.
bool has_function(const std::string& source, const std::string& name) {
  const std::size_t colons = name.rfind("::");
  const auto functions = functions_in(source);
  return std::any_of(functions.begin(), functions.end(), [&](const Function& function) {
    if (function.name == name) return true;
    return colons != std::string::npos && function.name == last_name(name) &&
           source.find("class " + name.substr(0, colons)) != std::string::npos;
  });
}

/// Nothing if the target or file that a word of a command names is there, or the word names none.
std::string problem_with(const std::string& word) {
  static const std::regex test(R"(build[-a-z]*/tests/(\w+)_tests)"), fuzz(R"(build[-a-z]*/tests/fuzz/(\w+))");
  static const std::regex build(R"(build[-a-z]*/.*)"), file(R"((scripts|tests|bench|examples|\.ci)(/.*)?)");
  std::smatch match;
  const auto is_said = [](const std::string& where, const std::string& what) {
    return repository_text(where).find(what) != std::string::npos;
  };
  if (std::regex_match(word, match, test)) {
    return is_said("tests/CMakeLists.txt", "pagerace_tests(" + match[1].str() + " ") ? "" : word + " is not built";
  }
  if (std::regex_match(word, match, fuzz)) {
    return is_said("tests/fuzz/CMakeLists.txt", "add_executable(" + match[1].str() + " ") ? "" : word + " is not built";
  }
  if (std::regex_match(word, build)) return word.ends_with("/pagerace") ? "" : word + " is not built";
  if (!std::regex_match(word, file)) return "";
  return std::filesystem::exists(std::filesystem::path(PAGERACE_SOURCE_DIR) / word) ? "" : word + " is not there";
}

std::vector<std::string> words_of(const std::string& line) {
  static const std::regex word(R"([^\s;&|()]+)");
  const std::string command = line.substr(0, line.find(" # "));
  return {std::sregex_token_iterator(command.begin(), command.end(), word), std::sregex_token_iterator()};
}

/// What commands name that is not there: files and programs, targets of make, presets of CMake.
std::vector<std::string> problems_with(const std::string& line) {
  std::vector<std::string> problems;
  const std::vector<std::string> words = words_of(line);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (const std::string problem = problem_with(words[i]); !problem.empty()) problems.push_back(problem);
    if (i == 0 || words[i].starts_with("-") || words[i].find('=') != std::string::npos) continue;
    const std::string preset = "\"name\": \"" + words[i] + "\"";
    if (words[i - 1] == "--preset" && repository_text("CMakePresets.json").find(preset) == std::string::npos) {
      problems.push_back("there is no preset " + words[i]);
    }
    if (words[i - 1] == "make" && repository_text("Makefile").find("\n" + words[i] + ":") == std::string::npos) {
      problems.push_back("make has no target " + words[i]);
    }
  }
  return problems;
}

}  // namespace

TEST_CASE("the way to the search loop is one of calls") {
  const auto stops = stops_in(read_document(PAGERACE_SOURCE_DIR "/HACKING.md").lines);
  REQUIRE(stops.size() >= 4);
  CHECK(stops.front().file.starts_with("cli/"));
  CHECK(stops.back() == Stop{"checker/search/expand.hpp", "expand"});
  for (std::size_t i = 0; i < stops.size(); ++i) {
    CAPTURE(stops[i].file);
    CAPTURE(stops[i].function);
    const std::string source = repository_text(stops[i].file);
    CHECK_MESSAGE(has_function(source, stops[i].function), "the file has no such function");
    if (i + 1 == stops.size()) break;
    CHECK_MESSAGE(leads_to(functions_in(source), stops[i].function, stops[i + 1].function), "it does not call ",
                  stops[i + 1].function);
  }
}

TEST_CASE("a way that is not one of calls is noticed") {
  const std::string source = R"(
    class Walker {
     public:
      Walker(int a) : a_(a) {}
      int all() const {  // calls far()
        return near(1);
      }
      int near(int b) const { return checker::expand(a_, [&](int c) { return c + b; }); }
    };
    int Other::run() { return 1; }
    Exit check(const Options& options) { return Walker(options).all(); }
  )";
  const auto functions = functions_in(source);
  CHECK(functions.size() == 5);
  CHECK(has_function(source, "check"));
  CHECK(has_function(source, "Walker::near"));
  CHECK(has_function(source, "Other::run"));
  CHECK_FALSE(has_function(source, "Walker::run"));
  CHECK_FALSE(has_function(source, "expand"));
  CHECK_FALSE(has_function(source, "far"));
  CHECK(leads_to(functions, "check", "expand"));
  CHECK(leads_to(functions, "Walker::all", "expand"));
  CHECK_FALSE(leads_to(functions, "check", "far"));
  CHECK_FALSE(leads_to(functions, "check", "run"));
  CHECK_FALSE(leads_to(functions, "near", "all"));
  CHECK(stops_in({"1. [a](a), `b`", kHeading + " in ...", "1. [a/b.cpp](a/b.cpp), `C::d`: e", "text", "## f",
                  "2. [a](a), `b`"}) == std::vector<Stop>{{"a/b.cpp", "C::d"}});
}

TEST_CASE("commands of HACKING.md name what is there") {
  const Document document = read_document(PAGERACE_SOURCE_DIR "/HACKING.md");
  std::size_t commands = 0;
  for (const Block& block : document.blocks) {
    if (block.language != "sh") continue;
    for (std::size_t i = block.begin; i < block.end; ++i, ++commands) {
      for (const std::string& problem : problems_with(document.lines[i])) FAIL_CHECK(document.place(i), ": ", problem);
    }
  }
  CHECK(commands >= 3);
}

TEST_CASE("commands that name what is not there are noticed") {
  using Problems = std::vector<std::string>;
  CHECK(problems_with("build/pagerace test examples && build-asan/tests/fuzz/front_end examples  # build/nothing")
            .empty());
  CHECK(
      problems_with("cmake --preset asan; make test; build/tests/checker_tests --help; .ci/run; PAGERACE_SEEDS=1 ctest")
          .empty());
  CHECK(problems_with("build/checker_tests --help") == Problems{"build/checker_tests is not built"});
  CHECK(problems_with("build/tests/no_tests") == Problems{"build/tests/no_tests is not built"});
  CHECK(problems_with("build-asan/tests/fuzz/no") == Problems{"build-asan/tests/fuzz/no is not built"});
  CHECK(problems_with("scripts/none --ci") == Problems{"scripts/none is not there"});
  CHECK(problems_with("make SETUP=no && make nothing") == Problems{"make has no target nothing"});
  CHECK(problems_with("ctest --preset fast") == Problems{"there is no preset fast"});
}

}  // namespace pagerace::docs
