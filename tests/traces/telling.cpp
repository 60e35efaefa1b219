#include <doctest/doctest.h>

#include "tests/traces/late_put.hpp"
#include "traces/hash.hpp"
#include "traces/reason.hpp"
#include "traces/recorder.hpp"
#include "traces/settle.hpp"

namespace pagerace::traces {

using namespace test;

TEST_CASE("a statement's text is one line without comments") {
  CHECK(squeeze("if (a &&\n\t    b)") == "if (a && b)");
  CHECK(squeeze("x = 1; /* why */") == "x = 1");
  CHECK(squeeze("x = // why\n\t1;") == "x = 1");
  CHECK(squeeze("f(a /* b */, c) ;") == "f(a , c)");
  CHECK(squeeze("/* open") == "");
}

TEST_CASE("notes hold their values") {
  CHECK(format_note("page %d of %u", {"0", "3"}) == "page 0 of 3");
  CHECK(format_note("100%% of %lu", {"7"}) == "100% of 7");
  CHECK(format_note("%d", {}) == "?");
  CHECK(format_note("%", {"1"}) == "1");
}

TEST_CASE("a reason is made of the parts of an explanation") {
  CHECK(short_reason({"page = page 0", "PageOffline(page) && PageBuddy(page) is true"}, "p") ==
        "page 0: PageOffline and PageBuddy");
  CHECK(short_reason({"page = page 0", "page->unplugged is true", "listed(page) is false"}, "p") ==
        "page 0: unplugged and not listed");
  CHECK(short_reason({"x == 2 is false"}, "p") == "not (x == 2)");
  CHECK(short_reason({"done is false"}, "p") == "not done");
  CHECK(short_reason({}, "p") == "p is false");
  CHECK(short_reason({std::string(100, 'x') + " is true"}, "p") == "p is false");
}

TEST_CASE("the call of the next access belongs to the next step") {
  Settler settler(1);
  settler.begin(0, {statement("take(page)"), enter("take", {"page 0"})});
  std::vector<Event> first = {load("page 0", "count", "1"), leave(), statement("put(page)"), enter("put", {"page 0"})};
  settler.settle(0, false, first);
  REQUIRE(first.size() == 4);
  CHECK(first[1] == enter("take", {"page 0"}));
  CHECK(first[3] == leave());
  REQUIRE(settler.pending(0).size() == 2);
  CHECK(settler.pending(0)[1] == enter("put", {"page 0"}));
  std::vector<Event> second = {store("page 0", "count", "1", "0"), statement("return"), leave()};
  settler.settle(0, true, second);
  REQUIRE(second.size() == 5);
  CHECK(second[0] == statement("put(page)"));
  CHECK(!second[2].is_local);
  CHECK(settler.pending(0).empty());
}

TEST_CASE("marks at a thread's end are told apart from its last step") {
  Settler settler(1);
  std::vector<Event> events = {store("x", "", "0", "1"), statement("y = 1")};
  settler.settle(0, true, events);
  REQUIRE(events.size() == 2);
  CHECK(events[1].is_local);
}

TEST_CASE("the model's hash depends on every text, the kernel and the defines, not on paths") {
  const auto hash = [](const std::string& path, const std::string& text, const std::string& kernel,
                       const std::vector<std::pair<std::string, std::string>>& defines) {
    source::Sources sources;
    sources.add(path, text);
    return model_hash(sources, kernel, defines);
  };
  const std::string base = hash("a", "x", "k", {{"N", "1"}});
  CHECK(base.size() == 16);
  CHECK(hash("b", "x", "k", {{"N", "1"}}) == base);
  CHECK(hash("a", "y", "k", {{"N", "1"}}) != base);
  CHECK(hash("a", "x", "l", {{"N", "1"}}) != base);
  CHECK(hash("a", "x", "k", {{"N", "2"}}) != base);
  CHECK(hash("a", "xk", "", {{"N", "1"}}) != base);
}

}  // namespace pagerace::traces
