// Programs made for this: what is found to be alike in them, what is not and why, and that it is so.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/symmetry/claims.hpp"
#include "tests/symmetry/program.hpp"

namespace pagerace::checker::symmetry::test {
namespace {

struct Expected {
  std::string file;
  std::string description;           ///< empty: nothing is alike
  std::vector<std::string> reasons;  ///< "what: why" of the others
  std::uint64_t states = 0, canonical = 0;
};

const std::vector<Expected>& models() {
  static const std::vector<Expected> all = {
      {"lock-owners", "worker x3", {}, 68, 19},
      {"private-memory", "worker x2, taken+tried x2 where passed", {}, 113, 58},
      {"pages-passed", "walker x2, pages x3 where passed", {}, 252, 116},
      {"loop-begins-again", "pages x3 where passed", {}, 36, 32},
      {"never-passed", "", {"pages: they are taken in order for as long as the program runs"}, 0, 0},
      {"uneven-start", "walker x3, pages x3", {}, 184, 57},
      {"property-names-a-page", "walker x2, pages x2 of 3", {}, 66, 21},
      {"property-names-all", "walker x2", {"pages: a property singles out too many of them"}, 66, 36},
      {"arrays-beside-pages", "mapper x2, pages+users+ever x3", {}, 99, 13},
      {"lists", "adder x2, pages x4", {}, 172, 14},
      {"two-kinds-of-threads", "writer+reader+slots x3", {}, 2099, 388},
      {"slots-of-threads", "worker+wants x3", {}, 9448, 1666},
      {"numbers-by-order", "", {"worker: numbers are compared by order", "wants: numbers are compared by order"}, 0, 0},
      {"masks", "reader x2, writer x2", {}, 913, 304},
      {"grid", "pinner x2 where passed, pinned x2 where passed", {}, 57, 49},
  };
  return all;
}

TEST_CASE("models of what can be alike") {
  for (const Expected& expected : models()) {
    CAPTURE(expected.file);
    const auto program = load_file(PAGERACE_SOURCE_DIR "/tests/models/symmetry/" + expected.file + ".race");
    REQUIRE_MESSAGE(program->system, program->errors);
    const Found found = find_symmetry(*program->system);
    std::vector<std::string> reasons;
    for (const Reason& reason : found.reasons) reasons.push_back(reason.what + ": " + reason.why);
    CHECK(reasons == expected.reasons);
    REQUIRE(found.symmetry.has_value() == !expected.description.empty());
    if (!found.symmetry) continue;
    CHECK(found.symmetry->description() == expected.description);
    const Tried tried = try_claims(*program->system, found, 10'000, expected.states < 1000 ? 1000 : 300);
    CHECK(tried.wrong == "");
    CHECK(tried.states == expected.states);
    CHECK(tried.canonical == expected.canonical);
  }
}

TEST_CASE("a reason names the place in the program") {
  const auto program = load_file(PAGERACE_SOURCE_DIR "/tests/models/symmetry/numbers-by-order.race");
  REQUIRE(program->system);
  const Found found = find_symmetry(*program->system);
  REQUIRE(!found.reasons.empty());
  CHECK(program->sources.slice(found.reasons[0].span) == "other < me");
}

TEST_CASE("where nothing could be alike nothing is looked at") {
  const auto program = load_text("int x __range(0, 3);\nthread a { x = 1; }\nthread b { x = 2; }\n");
  REQUIRE(program->system);
  const Found found = find_symmetry(*program->system);
  CHECK(!found.symmetry);
  CHECK(found.reasons.empty());
  CHECK(found.analysis == nullptr);
}

}  // namespace
}  // namespace pagerace::checker::symmetry::test
