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

constexpr std::size_t kLimit = 60'000;

std::vector<std::string> scenarios() {
  std::vector<std::string> paths;
  for (const char* folder : {"examples", "tests/models", "tests/vocabulary"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(PAGERACE_SOURCE_DIR) / folder)) {
      if (entry.path().extension() == ".race") paths.push_back(entry.path().string());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// The same where symmetry is made use of too.
void compare_canonical(const system::TransitionSystem& system) {
  const auto found = checker::symmetry::find_symmetry(system);
  if (!found.symmetry) return;
  const auto full = explore_all(system, kLimit, &*found.symmetry);
  const auto reduced = explore_reduced(system, kLimit, &*found.symmetry);
  REQUIRE(full);
  REQUIRE(reduced);
  CHECK(difference(*full, *reduced) == "");
  CHECK(reduced->states.size() <= full->states.size());
}

TEST_CASE("the reduced search agrees with the full one on every scenario") {
  std::size_t compared = 0;
  for (const std::string& path : scenarios()) {
    CAPTURE(path);
    const Loaded loaded = load(path);
    if (!loaded.system || loaded.system->instances.empty()) continue;  // a part of others, or refused on purpose
    const auto full = explore_all(*loaded.system, kLimit);
    if (!full) continue;
    const auto reduced = explore_reduced(*loaded.system, kLimit);
    REQUIRE(reduced);
    CHECK(difference(*full, *reduced) == "");
    CHECK(reduced->states.size() <= full->states.size());
    ++compared;
    compare_canonical(*loaded.system);
  }
  CHECK(compared > 50);
}

}  // namespace
}  // namespace pagerace::partial_order_tests
