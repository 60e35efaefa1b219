// Random programs. PAGERACE_SEEDS says how many (150), PAGERACE_FIRST_SEED where to begin (1).
#include <doctest/doctest.h>

#include <string>

#include "tests/setting.hpp"
#include "tests/symmetry/claims.hpp"
#include "tests/symmetry/generator.hpp"
#include "tests/symmetry/program.hpp"

namespace pagerace::checker::symmetry::test {
namespace {

TEST_CASE("random programs are what their canonical states say they are") {
  const std::uint64_t first = setting("PAGERACE_FIRST_SEED", 1), count = setting("PAGERACE_SEEDS", 150);
  std::uint64_t tried = 0, large = 0, reduced = 0, refused = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const std::string text = Generator(seed).program();
    const auto program = load_text(text);
    if (!program->system) {
      ++refused;
      continue;
    }
    const Found found = find_symmetry(*program->system);
    if (!found.symmetry) continue;
    const Tried result = try_claims(*program->system, found, 8'000, 300);
    if (result.is_too_large) {
      ++large;
      continue;
    }
    ++tried;
    reduced += result.canonical < result.states ? 1 : 0;
    CAPTURE(seed);
    CAPTURE(text);
    CAPTURE(found.symmetry->description());
    CHECK(result.wrong == "");
  }
  MESSAGE(tried << " tried, " << reduced << " of them with fewer states; " << large << " too large, " << refused
                << " refused");
  CHECK(refused < count / 4);
  CHECK(reduced > count / 10);
}

}  // namespace
}  // namespace pagerace::checker::symmetry::test
