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

// Where few seeds are wanted, as under sanitizers, so are small scenarios, and not each of them: reading one takes long
// there.
std::size_t most_states() {
  return std::min<std::size_t>(20'000, 100 * wanted_seeds());
}  // larger ones are passed over
std::size_t one_in() { return std::max<std::size_t>(1, 160 / std::max<std::size_t>(1, wanted_seeds())); }

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
  const std::size_t limit = most_states();
  const auto full = explore_all(system, limit);
  if (!full) return false;
  const auto reduced = explore_reduced(system, limit);
  REQUIRE(reduced);
  CHECK(difference(*full, *reduced) == "");
  CHECK(reduced->states.size() <= full->states.size());
  const auto found = checker::symmetry::find_symmetry(system);
  if (!found.symmetry) return true;
  const auto full_canonical = explore_all(system, limit, &*found.symmetry);
  const auto reduced_canonical = explore_reduced(system, limit, &*found.symmetry);
  REQUIRE(full_canonical);
  REQUIRE(reduced_canonical);
  CHECK(difference(*full_canonical, *reduced_canonical) == "");
  CHECK(reduced_canonical->states.size() <= full_canonical->states.size());
  return true;
}

/// Of so many scenarios one. How many were compared.
std::size_t compare_some(const std::vector<std::string>& folders, std::size_t one_in) {
  std::size_t compared = 0, number = 0;
  for (const std::string& path : scenarios(folders)) {
    if (number++ % one_in != 0) continue;
    CAPTURE(path);
    const Loaded loaded = load(path);
    if (!loaded.system || loaded.system->instances.empty()) continue;  // a part of others, or refused on purpose
    compared += compare(*loaded.system) ? 1 : 0;
  }
  return compared;
}

TEST_CASE("the reduced search agrees with the full one on what was made to mislead it") {
  CHECK(compare_some({"tests/models/partial-order"}, 1) > 20);
}

TEST_CASE("the reduced search agrees with the full one on every other scenario") {
  const std::size_t compared = compare_some({"examples", "tests/models/language", "tests/models/steps",
                                             "tests/models/violations", "tests/models/symmetry", "tests/vocabulary"},
                                            one_in());
  CHECK(compared > 50 / one_in());
}

}  // namespace
}  // namespace pagerace::partial_order_tests
