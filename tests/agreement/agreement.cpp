// All settings on all examples and on random programs. PAGERACE_SEEDS says how many of these (100), PAGERACE_FIRST_SEED
// where to begin (1); `make nightly` compares 2,000. PAGERACE_SETTINGS_SHARE says that a file is searched with every
// third setting only, say, the next file with those that come after; `make nightly` uses them all.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cli/model.hpp"
#include "tests/agreement/settings.hpp"
#include "tests/random/generator.hpp"
#include "tests/setting.hpp"

namespace pagerace::agreement {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostOfExample = 60'000;  // states; larger ones are for `pagerace test`
constexpr std::uint64_t kMostOfRandom = 5'000;

std::vector<std::string> scenarios_in(const std::string& folder) {
  std::vector<std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(std::string(PAGERACE_SOURCE_DIR) + "/" + folder)) {
    if (entry.path().extension() == ".race") all.push_back(entry.path().string());
  }
  std::sort(all.begin(), all.end());
  return all;
}

/// Empty too where the model is not searchable or too large; counts those that are compared.
std::string compare_file(const std::string& path, const std::vector<Setting>& settings, std::uint64_t most_states,
                         std::uint64_t& compared) {
  const auto model = cli::load_model(path, {}, cli::Stage::System);
  if (!cli::is_searchable(*model)) return {};
  bool is_too_large = false;
  const std::string text = differences(*model->system, settings, most_states, is_too_large);
  compared += is_too_large ? 0 : 1;
  return text;
}

/// Every `share`-th of all settings, another one first for each file.
std::vector<Setting> some_settings(std::size_t file, std::size_t share) {
  const std::vector<Setting> all = settings(false);
  std::vector<Setting> some;
  for (std::size_t i = file % share; i < all.size(); i += share) some.push_back(all[i]);
  return some;
}

TEST_CASE("all settings agree on the examples and on the models of the tests") {
  const std::uint64_t share = setting("PAGERACE_SETTINGS_SHARE", 1);
  std::uint64_t compared = 0;
  std::size_t files = 0;
  for (const char* folder : {"examples", "tests/models", "tests/vocabulary"}) {
    for (const std::string& path : scenarios_in(folder)) {
      CAPTURE(path);
      CHECK(compare_file(path, some_settings(files++, share), kMostOfExample, compared) == "");
    }
  }
  CHECK(compared >= 60);
}

TEST_CASE("native code agrees on some examples") {
  std::uint64_t compared = 0;
  for (const char* name : {"bench/pagerefs", "late-put", "classic/peterson"}) {
    const std::string path = std::string(PAGERACE_SOURCE_DIR) + "/examples/" + name + ".race";
    CAPTURE(path);
    CHECK(compare_file(path, settings(true), kMostOfExample, compared) == "");
  }
  CHECK(compared == 3);
}

TEST_CASE("all settings agree on random programs") {
  const std::uint64_t wanted = setting("PAGERACE_SEEDS", 100), first = setting("PAGERACE_FIRST_SEED", 1);
  const fs::path file = fs::temp_directory_path() / ("pagerace-agreement-" + std::to_string(getpid()) + ".race");
  std::uint64_t compared = 0;
  for (std::uint64_t seed = first; compared < wanted && seed < first + 4 * wanted; ++seed) {
    const std::string text = random::render(random::Generator(seed).program());
    std::ofstream(file) << text;
    const std::string what = compare_file(file.string(), settings(false), kMostOfRandom, compared);
    if (!what.empty()) FAIL_CHECK("seed " << seed << "\n" << what << text);
  }
  fs::remove(file);
  CHECK(compared >= wanted);
}

}  // namespace
}  // namespace pagerace::agreement
