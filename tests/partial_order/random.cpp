// Random programs: the reduced search finds what the full one finds.
//
// PAGERACE_SEEDS says how many programs to compare (300), PAGERACE_FIRST_SEED where to begin (1): a failure names its
// seed.
#include <doctest/doctest.h>

#include <string>

#include "tests/partial_order/compare.hpp"
#include "tests/partial_order/loose.hpp"
#include "tests/partial_order/observers.hpp"
#include "tests/random/generator.hpp"

namespace pagerace::partial_order_tests {
namespace {

constexpr std::size_t kLimit = 5'000;  // of states: larger programs are passed over

/// What looks at the program: its own formulas, or some that are put in.
struct Observer {
  int formulas = 0;  ///< 0: its own
  std::uint64_t seed = 0;
  bool uses_symmetry = false;
};

struct Compared {
  bool is_too_large = false;
  std::string what;
  std::size_t full = 0, reduced = 0;
};

Compared compare(const std::string& text, const Observer& observer) {
  Loaded loaded = load_text(text);
  if (!loaded.system) return {false, loaded.errors, 0, 0};
  if (observer.formulas > 0) observe(*loaded.system, observer.seed, observer.formulas);
  const auto found = checker::symmetry::find_symmetry(*loaded.system);
  const auto* const symmetry = observer.uses_symmetry && found.symmetry ? &*found.symmetry : nullptr;
  const auto full = explore_all(*loaded.system, kLimit, symmetry);
  if (!full) return {true, "", 0, 0};
  const auto reduced = explore_reduced(*loaded.system, kLimit, symmetry);
  if (!reduced) return {false, "the reduced search is larger than the full one\n", 0, 0};
  return {false, difference(*full, *reduced), full->states.size(), reduced->states.size()};
}

std::string shrunk(const random::Piece& program, const Observer& observer) {
  return render(random::shrink(program, [&observer](const std::string& text) {
    return load_text(text).system && !compare(text, observer).what.empty();
  }));
}

using Make = random::Piece (*)(std::uint64_t seed);

random::Piece any_program(std::uint64_t seed) { return random::Generator(seed).program(); }
random::Piece loose_program(std::uint64_t seed) { return LooseGenerator(seed).program(); }

/// As many programs as are wanted.
void compare_many(Make make, bool uses_symmetry) {
  const std::uint64_t wanted = wanted_seeds();
  std::uint64_t compared = 0, too_large = 0;
  std::size_t full = 0, reduced = 0;
  for (std::uint64_t seed = setting("PAGERACE_FIRST_SEED", 1); compared < wanted && too_large <= 2 * wanted; ++seed) {
    CAPTURE(seed);
    const random::Piece program = make(seed);
    const Observer observer{static_cast<int>(seed % 4), seed, uses_symmetry};
    const Compared result = compare(render(program), observer);
    if (!result.what.empty()) FAIL(result.what << "\n" << shrunk(program, observer));
    ++(result.is_too_large ? too_large : compared);
    full += result.full;
    reduced += result.reduced;
  }
  MESSAGE(compared << " programs compared, " << too_large << " passed over as too large: " << reduced << " of " << full
                   << " states");
  CHECK(compared >= wanted);
  CHECK(reduced < full);
}

TEST_CASE("the reduced search agrees with the full one on random programs") { compare_many(any_program, false); }

TEST_CASE("so it does where threads mostly mind their own business") { compare_many(loose_program, false); }

TEST_CASE("so it does where states are made canonical") { compare_many(any_program, true); }

}  // namespace
}  // namespace pagerace::partial_order_tests
