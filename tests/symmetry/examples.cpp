// All examples, as small as they come; with PAGERACE_SEEDS, as many in a hundred as it says.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/symmetry/claims.hpp"
#include "tests/symmetry/program.hpp"

namespace pagerace::checker::symmetry::test {
namespace {

/// What became of a file. Only a file that was tried says anything of symmetry.
enum class Held { NoScenario, NoSymmetry, TooLarge, Tried };

Held hold_to_claims(const std::string& path, const Defines& defines, std::uint64_t most_states) {
  CAPTURE(path);
  const auto program = load_file(path, defines);
  if (!program->system) return Held::NoScenario;
  const Found found = find_symmetry(*program->system);
  if (!found.symmetry) return Held::NoSymmetry;
  const Tried tried = try_claims(*program->system, found, most_states, 200);
  CAPTURE(found.symmetry->description());
  CHECK(tried.wrong == "");
  return tried.is_too_large ? Held::TooLarge : Held::Tried;
}

TEST_CASE("every example is what its canonical states say it is") {
  std::map<Held, std::uint64_t> count;
  for (const std::string& path : example_files()) ++count[hold_to_claims(path, {}, 10'000)];
  MESSAGE(count[Held::Tried] << " tried, " << count[Held::TooLarge] << " too large, " << count[Held::NoSymmetry]
                             << " without symmetry, " << count[Held::NoScenario] << " no scenarios");
  // A part of the files may by chance be made of large ones.
  CHECK(count[Held::Tried] >= (examples_of_hundred() == 100 ? 60 : 1));
}

TEST_CASE("pages of the kernel designs, two and three") {
  for (const char* name : {"late-put", "user-gets-unplugged-frame", "offlining-moves-pages"}) {
    for (const char* pages : {"2", "3"}) {
      const std::string path = PAGERACE_SOURCE_DIR "/examples/" + std::string(name) + ".race";
      CAPTURE(path);
      CAPTURE(pages);
      CHECK(hold_to_claims(path, {{"NR_PAGES", pages}}, 10'000) == Held::Tried);
    }
  }
}

struct Counted {
  std::string description;
  std::uint64_t states = 0, canonical = 0;
};

Counted count(const Defines& defines) {
  const auto program = load_file(PAGERACE_SOURCE_DIR "/examples/bench/pagerefs.race", defines);
  REQUIRE(program->system);
  const Found found = find_symmetry(*program->system);
  REQUIRE(found.symmetry);
  const Tried tried = try_claims(*program->system, found, 200'000, 200);
  CHECK(tried.wrong == "");
  return {found.symmetry->description(), tried.states, tried.canonical};
}

TEST_CASE("walkers of the benchmark are alike, and pages where driver and offliner are through with them") {
  const Counted small = count({{"P", "3"}, {"T", "3"}});
  CHECK(small.description == "walker x3, pages x3 where passed");
  CHECK(small.states == 5500);
  CHECK(small.canonical == 1326);
  const Counted large = count({{"P", "4"}, {"T", "4"}});
  CHECK(large.states == 156'315);
  CHECK(large.canonical == 11'567);
}

}  // namespace
}  // namespace pagerace::checker::symmetry::test
