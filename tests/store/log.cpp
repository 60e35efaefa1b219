#include "checker/store/log.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace pagerace::checker {
namespace {

TEST_CASE("the log keeps what is appended, in order, at the same address") {
  for (const std::uint32_t words : {1u, 2u, 3u, 7u, 64u}) {
    CAPTURE(words);
    Log log(words);
    std::vector<const Word*> addresses;
    for (Word i = 0; i < 70'000; ++i) {
      std::vector<Word> state(words, i);
      state.back() = ~i;
      REQUIRE(log.append(state.data()) == i);
      addresses.push_back(log[i]);
    }
    for (Word i = 0; i < 70'000; ++i) {
      REQUIRE(log[i] == addresses[i]);
      REQUIRE(log[i][words - 1] == ~i);
      if (words > 1) REQUIRE(log[i][0] == i);
    }
    CHECK(log.bytes() >= 70'000 * words * sizeof(Word));
  }
}

TEST_CASE("levels are the ranges between their ends, the last one open") {
  Log log(1);
  const Word state = 0;
  CHECK(log.levels() == 0);
  log.append(&state);
  log.append(&state);
  CHECK(log.levels() == 1);
  log.end_level();
  CHECK(log.levels() == 1);
  log.append(&state);
  CHECK(log.levels() == 2);
  CHECK(log.level(0).begin == 0);
  CHECK(log.level(0).end == 2);
  CHECK(log.level(1).begin == 2);
  CHECK(log.level(1).end == 3);
}

TEST_CASE("a log that meets its budget throws and is as it was") {
  const auto budget = std::make_shared<Budget>(Log::kChunkWords * sizeof(Word));
  Log log(1, budget);
  const Word state = 7;
  for (std::uint32_t i = 0; i < Log::kChunkWords; ++i) log.append(&state);
  CHECK_THROWS_AS(log.append(&state), std::bad_alloc);
  CHECK(log.size() == Log::kChunkWords);
  CHECK(*log[log.size() - 1] == 7);
}

}  // namespace
}  // namespace pagerace::checker
