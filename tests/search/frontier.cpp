#include "checker/search/frontier.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

#include "checker/search/thread_pool.hpp"

namespace pagerace::checker {
namespace {

std::vector<Frontier::Piece> pieces(std::uint32_t count) {
  std::vector<Frontier::Piece> all(count);
  for (std::uint32_t i = 0; i < count; ++i) all[i] = {nullptr, 0, 1, i};
  return all;
}

TEST_CASE("many threads take each piece once, and again what was given back") {
  constexpr std::uint32_t kPieces = 5000;
  Frontier frontier(pieces(kPieces));
  CHECK(frontier.states() == kPieces);
  std::vector<std::atomic<int>> taken(kPieces);
  ThreadPool pool(4);
  pool.run([&](std::uint32_t) {
    while (const auto* piece = frontier.take()) {
      // The first time each third one is given back.
      if (taken[piece->first]++ == 0 && piece->first % 3 == 0) frontier.give_back(piece);
    }
  });
  CHECK(frontier.is_done());
  CHECK(frontier.rest().empty());
  int wrong = 0;
  for (std::uint32_t i = 0; i < kPieces; ++i) wrong += taken[i] != (i % 3 == 0 ? 2 : 1) ? 1 : 0;
  CHECK(wrong == 0);
}

TEST_CASE("what is left of a frontier is what was given back and what was not taken") {
  Frontier frontier(pieces(4));
  const auto* first = frontier.take();
  frontier.take();
  CHECK(frontier.waiting() == 2);
  frontier.give_back(first);
  CHECK_FALSE(frontier.is_done());
  const auto rest = frontier.rest();
  REQUIRE(rest.size() == 3);
  CHECK(rest[0].first == 0);
  CHECK(rest[1].first == 2);
  CHECK(rest[2].first == 3);
  CHECK(frontier.take() == first);
}

TEST_CASE("every thread of a pool works in every round, and a failure is thrown once all are done") {
  ThreadPool pool(3);
  std::atomic<int> calls = 0, sum = 0;
  for (int round = 0; round < 200; ++round) {
    pool.run([&](std::uint32_t number) {
      ++calls;
      sum += static_cast<int>(number);
    });
  }
  CHECK(calls == 600);
  CHECK(sum == 600);
  CHECK_THROWS_AS(pool.run([&](std::uint32_t number) {
    ++calls;
    if (number == 1) throw std::runtime_error("one of them");
  }),
                  std::runtime_error);
  CHECK(calls == 603);
  pool.run([&](std::uint32_t) { ++calls; });
  CHECK(calls == 606);
}

}  // namespace
}  // namespace pagerace::checker
