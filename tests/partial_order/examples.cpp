// All scenarios that come with pagerace: the reduced search finds what the full one finds.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/partial_order/compare.hpp"

namespace pagerace::partial_order_tests {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLimit = 20'000;  // of states: larger ones are passed over

std::vector<std::string> scenarios(const std::vector<std::string>& folders) {
  std::vector<std::string> paths;
  for (const std::string& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(PAGERACE_SOURCE_DIR) / folder)) {
      if (entry.path().extension() == ".race") paths.push_back(entry.path().string());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// False where it is too large. With symmetry too, where there is one.
bool compare(const system::TransitionSystem& system) {
  const auto full = explore_all(system, kLimit);
  if (!full) return false;
  const auto reduced = explore_reduced(system, kLimit);
  REQUIRE(reduced);
  CHECK(difference(*full, *reduced) == "");
  CHECK(reduced->states.size() <= full->states.size());
  const auto found = checker::symmetry::find_symmetry(system);
  if (!found.symmetry) return true;
  const auto full_canonical = explore_all(system, kLimit, &*found.symmetry);
  const auto reduced_canonical = explore_reduced(system, kLimit, &*found.symmetry);
  REQUIRE(full_canonical);
  REQUIRE(reduced_canonical);
  CHECK(difference(*full_canonical, *reduced_canonical) == "");
  CHECK(reduced_canonical->states.size() <= full_canonical->states.size());
  return true;
}

/// How many were compared.
std::size_t compare_all(const std::vector<std::string>& folders) {
  std::size_t compared = 0;
  for (const std::string& path : scenarios(folders)) {
    CAPTURE(path);
    const Loaded loaded = load(path);
    if (!loaded.system || loaded.system->instances.empty()) continue;  // a part of others, or refused on purpose
    compared += compare(*loaded.system) ? 1 : 0;
  }
  return compared;
}

TEST_CASE("the reduced search agrees with the full one on what was made to mislead it") {
  CHECK(compare_all({"tests/models/partial-order"}) > 20);
}

TEST_CASE("the reduced search agrees with the full one on every other scenario") {
  CHECK(compare_all({"examples", "tests/models/language", "tests/models/steps", "tests/models/violations",
                     "tests/models/symmetry", "tests/vocabulary"}) > 50);
}

}  // namespace
}  // namespace pagerace::partial_order_tests
