// Properties and expectations.
#include <doctest/doctest.h>

#include "tests/semantics/fixture.hpp"

namespace pagerace::semantics {
namespace {

const std::string kModel = R"(
const int N = 2;
struct page { int order : 2; };
struct page mem_map[N];
int ready;
bool is_free(struct page *page) { return page->order == 0; }
int split(struct page *page) { page->order = 1; return 0; }
thread t { if (is_free(mem_map)) ready = split(mem_map); }
)";

TEST_CASE("ghost state is indexed by pointers into its array") {
  const Checked checked(kModel + R"(property p {
	ghost bool seen[mem_map];
	ghost int count[N] __range(0, 3);
	probe split(struct page *which) { assert(!seen[which]); seen[which] = true; count[1]++; }
})");
  REQUIRE_MESSAGE(checked.program, checked.messages());
  const Property& property = checked.program->properties.at(0);
  REQUIRE(property.ghosts.size() == 2);
  CHECK(property.ghosts[0]->type->count == 2);
  CHECK(property.ghosts[0]->indexed_by == std::vector<const Variable*>{&checked.shared("mem_map")});
  CHECK(property.ghosts[1]->indexed_by == std::vector<const Variable*>{nullptr});
  CHECK(property.ghosts[1]->range == Range{0, 3});
  CHECK(print(*property.probes.at(0).body.block) ==
        "{ assert(!seen[(which -> &mem_map[0])]); seen[(which -> &mem_map[0])] = 1; count[1]++; }");
  CHECK_FALSE(property.probes[0].reads_shared);
  CHECK(property.from_scenario);
}

TEST_CASE("a probe knows whether it reads more than ghosts and parameters") {
  const auto reads = [](const std::string& probe) {
    const Checked checked(kModel + "property p { ghost bool g; " + probe + " }");
    REQUIRE_MESSAGE(checked.program, checked.messages());
    return checked.program->properties[0].probes[0].reads_shared;
  };
  CHECK_FALSE(reads("probe split() { g = true; }"));
  CHECK(reads("probe split() { assert(ready == 0); }"));
  CHECK(reads("probe split(struct page *page) { assert(is_free(page)); }"));
  CHECK_FALSE(reads("probe split(struct page *page) { assert(page != NULL); }"));
  CHECK_FALSE(reads("return probe split { assert(retval == 0); }"));
}

TEST_CASE("a return probe sees the result") {
  const Checked checked(kModel + "property p { return probe split(struct page *page) { assert(retval == 0); } }");
  REQUIRE_MESSAGE(checked.program, checked.messages());
  const Probe& probe = checked.program->properties[0].probes[0];
  CHECK(probe.on_return);
  CHECK(probe.function == &checked.function("split"));
  REQUIRE(probe.retval != nullptr);
  CHECK(probe.retval->type == checked.program->types->int_type());
}

TEST_CASE("formulas") {
  const Checked checked(kModel + R"(property p {
	always (ready == 1 imply forall (page : mem_map) not is_free(page) or ready)
	reachable (ready)
	at_end (mem_map[0].order == 1 equivalent ready == 0)
})");
  REQUIRE_MESSAGE(checked.program, checked.messages());
  const auto& formulas = checked.program->properties[0].formulas;
  REQUIRE(formulas.size() == 3);
  CHECK(print(*formulas[0].expr) == "((ready == 1) imply forall(@mem_map, (!is_free(page) || ready)))");
  CHECK(formulas[1].kind == system::FormulaKind::Reachable);
  CHECK(print(*formulas[1].expr) == "(ready != 0)");
  CHECK(print(*formulas[2].expr) == "((mem_map[0].order == 1) equivalent (ready == 0))");
}

TEST_CASE("formulas may call what only reads, however deep") {
  CHECK(Checked(kModel +
                "bool both(void) { int n = 0; for (int i = 0; i < N; i++) n += is_free(&mem_map[i]); return n == N; }"
                "property p { always (both() or ready) }")
            .messages()
            .empty());
  CHECK(Checked(kModel + "bool lies(struct page *page) { return split(page) == 0; }"
                         "property p { always (exists (page : mem_map) lies(page)) }")
            .messages() ==
        "error: 'lies' cannot be called in a formula: it changes something through a pointer\nnote: here\n");
}

TEST_CASE("expectations") {
  const Checked checked(kModel + R"(property p { reachable (ready) }
expect p: violated depth 5 with kernel no-hook, kernel rfc, N = 3;
expect states: 12 with N = 2;
expect deadlock: holds;)");
  REQUIRE_MESSAGE(checked.program, checked.messages());
  const auto& expectations = checked.program->expectations;
  REQUIRE(expectations.size() == 3);
  CHECK(expectations[0].verdict == syntax::ExpectedVerdict::Violated);
  CHECK(expectations[0].number == 5);
  CHECK(expectations[0].kernels == std::vector<std::string>{"no-hook", "rfc"});
  CHECK(expectations[0].defines == std::vector<std::pair<std::string, std::string>>{{"N", "3"}});
  CHECK(expectations[1].subject == "states");
  CHECK(expectations[1].number == 12);
}

TEST_CASE("an expectation of another kernel may name what only that one has") {
  CHECK(Checked(kModel + "expect only_there: holds with kernel elsewhere;").messages().empty());
  CHECK(Checked(kModel + "expect only_there: holds;").messages() == "error: there is no property 'only_there'\n");
  CHECK(Checked(kModel + "expect only_there: holds with kernel test;").messages() ==
        "error: there is no property 'only_there'\n");
}

}  // namespace
}  // namespace pagerace::semantics
