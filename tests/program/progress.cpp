// What a search tells while it runs, to those who ask for it.
#include <doctest/doctest.h>
#include <signal.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/program/running.hpp"

namespace pagerace::program_tests {
namespace {

constexpr int kInconclusive = 3;

/// A search of ten million states, with more to say than that it is over.
std::vector<std::string> long_search(const std::vector<std::string>& more) {
  std::vector<std::string> words = {"check",
                                    "examples/bench/pagerefs.race",
                                    "-D",
                                    "P=4",
                                    "-D",
                                    "T=6",
                                    "--no-symmetry",
                                    "--no-por",
                                    "--engine",
                                    "interpret",
                                    "-j",
                                    "1",
                                    "-q"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

TEST_CASE("SIGUSR1 asks for one line") {
  Running search(long_search({"--progress", "none"}));
  REQUIRE(comes_true([&] { return search.catches(SIGUSR1); }));
  wait_for(std::chrono::milliseconds(600));
  CHECK(search.lines().empty());
  for (const std::size_t asked : {1u, 2u}) {
    search.send(SIGUSR1);
    CHECK(comes_true([&] { return search.lines().size() >= asked; }));
    wait_for(std::chrono::milliseconds(700));
    CHECK(search.lines().size() == asked);
  }
  search.send(SIGINT);
  CHECK(search.wait() == kInconclusive);
  for (const std::string& line : search.lines()) {
    for (const char* const part : {"  depth ", " states (", "/s)", " waiting", "  interpreter"}) {
      CHECK_MESSAGE(line.find(part) != std::string::npos, line);
    }
  }
}

/// What docs/json-output.md says of progress.
std::string documentation() {
  std::stringstream text;
  text << std::ifstream(PAGERACE_SOURCE_DIR "/docs/json-output.md").rdbuf();
  const std::string all = text.str();
  return all.substr(all.find("\n## Progress\n"));
}

TEST_CASE("--progress=json writes an object a line, with the keys that are documented") {
  Running search(long_search({"--progress=json", "--memory", "4G", "--timeout", "2.2s"}));
  CHECK(search.wait() == kInconclusive);
  const std::vector<std::string> lines = search.lines();
  REQUIRE(!lines.empty());
  const std::string documented = documentation();
  double seconds = 0;
  std::uint64_t states = 0;
  for (const std::string& line : lines) {
    CAPTURE(line);
    const auto json = nlohmann::json::parse(line);
    for (const char* const key :
         {"seconds", "states", "transitions", "depth", "level", "level_left", "waiting", "states_per_second",
          "states_per_second_on_average", "memory_bytes", "spilled_bytes", "engine", "threads", "reductions"}) {
      CHECK_MESSAGE(json.contains(key), key);
    }
    for (const auto& [key, value] : json.items()) CHECK(documented.find("`" + key + "`") != std::string::npos);
    CHECK(json["seconds"] > seconds);
    CHECK(json["states"] >= states);
    CHECK(json["engine"] == "interpreter");
    CHECK(json["threads"] == 1);
    CHECK(json["memory_bytes"] < json["memory_limit_bytes"]);
    seconds = json["seconds"];
    states = json["states"];
  }
  CHECK(states > 0);
}

}  // namespace
}  // namespace pagerace::program_tests
