#include "cli/progress.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace pagerace::cli {
namespace {

checker::Progress at(double seconds, std::uint64_t states, std::uint32_t depth = 0, std::uint64_t level = 0) {
  checker::Progress progress;
  progress.seconds = seconds;
  progress.states = states;
  progress.depth = depth;
  progress.level = level;
  return progress;
}

TEST_CASE("the rate is that of the last seconds, not of the whole search") {
  ProgressHistory history;
  CHECK_FALSE(history.rate());
  history.add(at(0.5, 1000));
  CHECK_FALSE(history.rate());
  for (int half = 2; half <= 200; ++half) history.add(at(half * 0.5, 1000u * static_cast<unsigned>(half)));
  CHECK(history.rate() == doctest::Approx(2000));
  for (int half = 201; half <= 212; ++half) history.add(at(half * 0.5, 200'000));
  CHECK(history.rate() == 0);
}

TEST_CASE("a search that tells little still has a rate") {
  ProgressHistory history;
  history.add(at(60, 1000));
  history.add(at(160, 11'000));
  history.add(at(260, 31'000));
  CHECK(history.rate() == doctest::Approx(200));
}

TEST_CASE("the trend is that of levels, and not told before there are two") {
  ProgressHistory history;
  history.add(at(1, 10, 3, 1000));
  CHECK_FALSE(history.trend());
  history.add(at(2, 20, 4, 2000));
  CHECK(history.trend() == Trend::Growing);
  history.add(at(3, 30, 4, 2000));
  CHECK(history.trend() == Trend::Growing);
  history.add(at(4, 40, 7, 2010));
  CHECK(history.trend() == Trend::Steady);
  history.add(at(5, 50, 8, 100));
  CHECK(history.trend() == Trend::Shrinking);
}

TEST_CASE("the line says what is known, and nothing of the rest") {
  ProgressHistory history;
  checker::Progress progress = at(2, 5000, 7);
  progress.frontier = 1200;
  history.add(progress);
  CHECK(describe(progress, history) == "0:02  depth 7  5.0 k states (2.5 k/s)  1.2 k waiting");

  progress.level = 1000;
  progress.level_left = 1;
  progress.seconds = 3723;
  progress.memory = 3u << 20;
  progress.memory_limit = 8u << 20;
  progress.spilled = 2048;
  progress.engine = "native";
  progress.threads = 4;
  progress.reductions = "symmetry 6 to 1";
  CHECK(describe(progress, ProgressHistory()) ==
        "1:02:03  depth 7 (99 %)  5.0 k states (1/s)  1.2 k waiting  3.0 MB (37 % of 8.0 MB)  2.0 kB on disk  "
        "native x 4  symmetry 6 to 1");
}

TEST_CASE("JSON is one line, with the keys that are documented") {
  ProgressHistory history;
  history.add(at(1, 100, 1, 50));
  checker::Progress progress = at(3, 500, 2, 80);
  progress.memory = 4096;
  progress.engine = "native \xff";
  history.add(progress);
  const std::string line = progress_json(progress, history);
  CHECK(line.find('\n') == std::string::npos);
  const auto json = nlohmann::json::parse(line);
  CHECK(json["states"] == 500);
  CHECK(json["states_per_second"] == 200);
  CHECK(json["trend"] == "growing");
  CHECK(json["memory_bytes"] == 4096);
  CHECK_FALSE(json.contains("memory_limit_bytes"));
  const auto first = nlohmann::json::parse(progress_json(at(1, 100), ProgressHistory()));
  CHECK_FALSE(first.contains("trend"));
  CHECK(first["states_per_second"] == 100);
}

TEST_CASE("numbers that round up change their unit") {
  CHECK(short_number(999.4) == "999");
  CHECK(short_number(999.5) == "1.0 k");
  CHECK(short_number(999'949) == "999.9 k");
  CHECK(short_number(999'950) == "1.0 M");
}

}  // namespace
}  // namespace pagerace::cli
