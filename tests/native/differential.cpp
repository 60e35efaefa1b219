// Native code and the interpreter take the same steps: on all scenarios that there are, and on random programs.
//
// PAGERACE_NATIVE_SEEDS says how many programs to compare (100), PAGERACE_FIRST_SEED where to begin (1). Most time goes
// to the compiler, so of the examples, which have most of their code in common, one in five is compared:
// PAGERACE_NATIVE_SHARE says one in how many.
#include <doctest/doctest.h>

#include "checker/native/parts.hpp"
#include "tests/native/compare.hpp"
#include "tests/native/models.hpp"
#include "tests/native/modules.hpp"
#include "tests/random/generator.hpp"
#include "tests/setting.hpp"

namespace pagerace::native::testing {
namespace {

struct Named {
  std::string name;
  Model model;
};

/// How many values the emitter evaluates one by one: all that it can, few, and none, so that everything is worked out
/// when the code runs.
const std::size_t kMostListed = NativeParts().most_listed;
constexpr std::size_t kFew = 3, kNothing = 1;

/// As fast to compile as it gets; or so that undefined behaviour ends the test.
const std::vector<std::string> kFast = {"-O0"};
const std::vector<std::string> kStrict = {"-O0", "-fsanitize=undefined", "-fsanitize-undefined-trap-on-error"};

/// Compiles them together and compares each.
Comparison compare_all(const std::vector<Named>& models, std::uint64_t most_states,
                       const std::vector<std::string>& flags, std::size_t most_listed) {
  std::vector<const system::TransitionSystem*> systems;
  systems.reserve(models.size());
  for (const Named& named : models) systems.push_back(&*named.model.system);
  const Modules modules(systems, flags, most_listed);
  Comparison all;
  for (std::size_t i = 0; i < models.size(); ++i) {
    const Comparison one = compare(*systems[i], modules[i], most_states);
    INFO(models[i].name);
    CHECK(one.difference == "");
    all.states += one.states;
    all.steps += one.steps;
    all.too_long += one.too_long;
  }
  return all;
}

/// A scenario that no kernel but its own accepts. It cannot be read with the default kernel.
bool is_for_one_kernel(const std::string& path) {
  return path.ends_with("/kernels/of-one-design.race") || path.ends_with("/subsystems/design-brings-chunks.race");
}

/// One in `share` of the scenarios. What only others import has no threads, so no steps: those are at most
/// `most_parts`.
void compare_folder(const std::string& folder, std::size_t at_once, std::uint64_t share, std::size_t most_listed,
                    std::uint64_t most_parts) {
  std::vector<Named> waiting;
  std::uint64_t states = 0, seen = 0, compared = 0, parts = 0;
  const auto flush = [&] {
    if (!waiting.empty()) states += compare_all(waiting, 300, kFast, most_listed).states;
    waiting.clear();
  };
  for (const std::string& path : scenarios_in(PAGERACE_SOURCE_DIR + folder)) {
    if (is_for_one_kernel(path) || seen++ % share != 0) continue;
    Named named{path, load_file(path)};
    CHECK_MESSAGE(named.model.errors == "", path);
    ++(named.model.system ? compared : parts);
    if (named.model.system) waiting.push_back(std::move(named));
    if (waiting.size() == at_once) flush();
  }
  flush();
  MESSAGE(folder << ": " << states << " states of " << compared << " scenarios compared; " << parts
                 << " have no threads");
  CHECK(compared > 0);
  CHECK(parts <= most_parts);
  CHECK(states > 10 * compared);
}

TEST_CASE("the examples take the same steps") {
  compare_folder("/examples/bench", 12, 1, kMostListed, 0);
  compare_folder("/examples", 12, setting("PAGERACE_NATIVE_SHARE", 5), kMostListed, 0);
}
TEST_CASE("scenarios of the language take the same steps") {
  // Files that only others import have no threads.
  for (const std::size_t most_listed : {kMostListed, kNothing}) compare_folder("/tests/models", 60, 1, most_listed, 8);
}
TEST_CASE("scenarios of the vocabulary take the same steps") {
  for (const std::size_t most_listed : {kMostListed, kNothing})
    compare_folder("/tests/vocabulary", 60, 1, most_listed, 0);
}

TEST_CASE("random programs take the same steps") {
  const std::uint64_t wanted = setting("PAGERACE_NATIVE_SEEDS", 100), first = setting("PAGERACE_FIRST_SEED", 1);
  constexpr std::size_t kAtOnce = 34;
  std::uint64_t batch = 0;
  Comparison all;
  for (std::uint64_t seed = first; seed < first + wanted;) {
    std::vector<Named> models;
    for (; models.size() < kAtOnce && seed < first + wanted; ++seed) {
      const std::string text = random::render(random::Generator(seed).program());
      models.push_back({"seed " + std::to_string(seed), load_text(text)});
      REQUIRE_MESSAGE(models.back().model.system, models.back().model.errors);
    }
    const std::size_t most_listed = batch % 3 == 0 ? kMostListed : batch % 3 == 1 ? kNothing : kFew;
    const Comparison some = compare_all(models, 500, kStrict, most_listed);
    ++batch;
    all.states += some.states;
    all.steps += some.steps;
    all.too_long += some.too_long;
  }
  MESSAGE(all.states << " states, " << all.steps << " steps, " << all.too_long << " left to the interpreter");
  CHECK(all.states > wanted);
}

}  // namespace
}  // namespace pagerace::native::testing
