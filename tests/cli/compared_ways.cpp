#include "cli/compared_ways.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace pagerace::cli {

namespace {

Way way(std::vector<Way::Step> calls, Way::Step access = {"x", 1}) {
  return {{{"walker", std::move(calls), std::move(access)}}, ""};
}

const Way kInHelper = way({{"f"}, {"helper"}, {"g"}});
const Way kOpenedUp = way({{"f"}, {"g"}});
const std::vector<std::string> kNone;

}  // namespace

TEST_CASE("a call that a patch opens up, or puts lines into, moves a way") {
  for (const auto& [before, after] : {std::pair(kInHelper, kOpenedUp), std::pair(kOpenedUp, kInHelper)}) {
    const ComparedWays ways = compare_ways({before}, {after}, {"f"});
    CHECK(ways.fresh == kNone);
    CHECK(ways.doubtful == kNone);
    CHECK(ways.gone == kNone);
  }
}

TEST_CASE("a way has not moved where the patch replaces something else") {
  for (const std::set<std::string>& replaced : {std::set<std::string>(), {"helper"}, {"g"}}) {
    const ComparedWays ways = compare_ways({kInHelper}, {kOpenedUp}, replaced);
    CHECK(ways.fresh == std::vector{text_of(kOpenedUp)});
    CHECK(ways.gone == std::vector{text_of(kInHelper)});
  }
}

TEST_CASE("a way that is like one which is still there is doubtful") {
  const ComparedWays ways = compare_ways({kInHelper}, {kInHelper, kOpenedUp}, {"f"});
  CHECK(ways.fresh == kNone);
  CHECK(ways.doubtful == std::vector{text_of(kOpenedUp)});
}

TEST_CASE("one that is gone stands for one new way only") {
  const Way again = way({{"f"}, {"g", 2}});
  CHECK(compare_ways({kInHelper}, {kOpenedUp, again}, {"f"}).fresh == std::vector{text_of(again)});
  const Way second = way({{"f"}, {"helper", 2}, {"g"}});
  CHECK(compare_ways({kInHelper, second}, {kOpenedUp, again}, {"f"}).fresh == kNone);
}

TEST_CASE("thread, access, what fails and the other calls stay the same in a way that moves") {
  Way other_thread = kOpenedUp, other_rest = kOpenedUp;
  other_thread.places.front().thread = "driver";
  other_rest.rest = ": assert(y)";
  const std::vector<Way> others = {
      other_thread,        other_rest,   way({{"f"}, {"g"}}, {"y", 1}), way({{"f"}, {"g"}}, {"x", 2}),
      way({{"f"}, {"h"}}), way({{"f"}}), way({{"f", 2}, {"g"}})};
  for (const Way& other : others) CHECK(compare_ways({kInHelper}, {other}, {"f"}).fresh == std::vector{text_of(other)});
}

TEST_CASE("a second call of the same kind is new where no call is left out") {
  CHECK(compare_ways({way({{"f"}, {"g"}})}, {way({{"f"}, {"g", 2}})}, {"f"}).fresh.size() == 1);
  CHECK(compare_ways({way({{"f"}})}, {way({{"f"}}, {"x", 2})}, {"f"}).fresh.size() == 1);
}

TEST_CASE("two calls in a row are no move") {
  const Way deep = way({{"f"}, {"helper"}, {"inner"}, {"g"}});
  CHECK(compare_ways({deep}, {kOpenedUp}, {"f"}).fresh.size() == 1);
  CHECK(compare_ways({deep}, {kOpenedUp}, {"f", "helper"}).fresh.size() == 1);
}

}  // namespace pagerace::cli
