// Random programs: the engine against the walker.
#include <doctest/doctest.h>

#include "tests/oracle/compare.hpp"
#include "tests/random/generator.hpp"
#include "tests/setting.hpp"

namespace pagerace::oracle {
namespace {

std::string shrunk(const random::Piece& program) {
  return render(shrink(program, [](const std::string& text) { return compare_text(text).kind == Kind::Differs; }));
}

TEST_CASE("random programs mean what the walker says") {
  const std::uint64_t wanted = setting("PAGERACE_SEEDS", 300);
  std::uint64_t compared = 0, exact = 0, too_large = 0;
  int known = 0, open = 0;
  for (std::uint64_t seed = setting("PAGERACE_FIRST_SEED", 1); compared < wanted && too_large <= wanted; ++seed) {
    CAPTURE(seed);
    const random::Piece program = random::Generator(seed).program();
    const Comparison comparison = compare_text(render(program));
    if (comparison.kind == Kind::TooLarge) ++too_large;
    if (comparison.kind == Kind::Agrees) ++compared;
    if (comparison.kind == Kind::Agrees && comparison.is_exact) ++exact;
    known += comparison.vacuity_known;
    open += comparison.vacuity_open;
    if (comparison.kind == Kind::Refused) FAIL(comparison.what << "\n" << render(program));
    if (comparison.kind == Kind::Differs) {
      const std::string small = shrunk(program);
      FAIL(comparison.what << "\n" << small << "\nwhich differs so: " << compare_text(small).what);
    }
  }
  MESSAGE(compared << " programs compared, " << exact << " exactly, " << too_large << " passed over as too large");
  MESSAGE("of the properties that hold, " << known << " judged, and " << open << " left open");
  CHECK(compared >= wanted);
  CHECK(known > 3 * open);
  CHECK(exact * 2 > compared);
}

TEST_CASE("what the walker takes for one state is one") {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    const std::string text = render(random::Generator(seed).program());
    const Comparison comparison = compare_memos(text);
    INFO(text);
    REQUIRE(comparison.kind != Kind::Differs);
    if (comparison.kind == Kind::Agrees) ++compared;
  }
  MESSAGE(compared << " programs compared");
  CHECK(compared >= 12);
}

}  // namespace
}  // namespace pagerace::oracle
