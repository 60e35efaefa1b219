#include "checker/store/exact_store.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <random>
#include <vector>

#include "checker/store/free_memory.hpp"
#include "checker/store/hash.hpp"

namespace pagerace::checker {
namespace {

using State = std::vector<Word>;

/// Small words, so that states differ in few bits and meet again often.
State random_state(std::mt19937_64& random, std::uint32_t words, std::uint64_t values) {
  State state(words);
  for (Word& word : state) word = random() % values;
  return state;
}

/// What every kind of store must do; a new kind is one more TEST_CASE_TEMPLATE_INVOKE.
TEST_CASE_TEMPLATE_DEFINE("a store is a set of states", Kind, store_is_a_set) {
  for (std::uint32_t words = 1; words <= 5; ++words) {
    CAPTURE(words);
    Log log(words);
    Kind store(log);
    std::map<State, Log::Index> known;
    std::mt19937_64 random(words);
    const std::uint64_t values = words == 1 ? 30'000 : words == 2 ? 170 : 14;
    for (int i = 0; i < 60'000; ++i) {
      const State state = random_state(random, words, values);
      const auto [at, is_new] = known.emplace(state, known.size());
      const Inserted inserted = store.insert(state.data());
      REQUIRE(inserted.is_new == is_new);
      REQUIRE(inserted.index == at->second);
    }
    CHECK(known.size() < 60'000);  // some were met again
    CHECK(store.size() == known.size());
    CHECK(log.size() == known.size());
    for (const auto& [state, index] : known) REQUIRE(State(log[index], log[index] + words) == state);
  }
}
TEST_CASE_TEMPLATE_INVOKE(store_is_a_set, ExactStore);

TEST_CASE("a store of states without bits holds one") {
  Log log(0);
  ExactStore store(log);
  const Word nothing = 0;
  CHECK(store.insert(&nothing).is_new);
  CHECK_FALSE(store.insert(&nothing).is_new);
  CHECK(store.size() == 1);
}

TEST_CASE("the widest states are told apart by their last bit") {
  Log log(64);
  ExactStore store(log);
  State state(64, ~Word{0});
  CHECK(store.insert(state.data()).is_new);
  state[63] ^= Word{1} << 63;
  CHECK(store.insert(state.data()).is_new);
  CHECK_FALSE(store.insert(state.data()).is_new);
}

TEST_CASE("find does not insert") {
  Log log(2);
  ExactStore store(log);
  const State state{1, 2}, other{2, 1};
  CHECK_FALSE(store.find(state.data()).has_value());
  store.insert(state.data());
  CHECK(store.find(state.data()) == 0);
  CHECK_FALSE(store.find(other.data()).has_value());
  CHECK(store.size() == 1);
}

TEST_CASE("a table that has grown many times still knows each state's place") {
  Log log(1);
  ExactStore store(log);
  for (Word state = 0; state < 200'000; ++state) REQUIRE(store.insert(&state).is_new);
  for (Word state = 0; state < 200'000; ++state) REQUIRE(store.insert(&state).index == state);
}

TEST_CASE("bytes are accounted and given back") {
  const auto budget = std::make_shared<Budget>();
  {
    Log log(1, budget);
    ExactStore store(log, budget);
    for (Word state = 0; state < 10'000; ++state) store.insert(&state);
    CHECK(store.bytes() >= 10'000 * 8);
    CHECK(log.bytes() >= 10'000 * 8);
    CHECK(budget->used() == store.bytes() + log.bytes());
  }
}

TEST_CASE("a store that meets its budget throws, and its log stays whole") {
  const auto budget = std::make_shared<Budget>(600'000);
  Log log(1, budget);
  ExactStore store(log, budget);
  Word state = 0;
  CHECK_THROWS_AS(
      [&] {
        for (;; ++state) store.insert(&state);
      }(),
      std::bad_alloc);
  CHECK(state > 10'000);
  REQUIRE(log.size() == state);
  for (Word i = 0; i < state; ++i) REQUIRE(*log[i] == i);
  CHECK(budget->used() <= 600'000);
}

TEST_CASE("a table that may not grow fills up before it gives in") {
  const auto budget = std::make_shared<Budget>(1024 * 8);
  Log log(1);  // not counted
  ExactStore store(log, budget);
  Word state = 0;
  const auto insert_all = [&] {
    for (;; ++state) store.insert(&state);
  };
  CHECK_THROWS_AS(insert_all(), std::bad_alloc);
  CHECK(state > 1024 * 8 / 10);
  CHECK(state < 1024);
  for (Word i = 0; i < state; ++i) REQUIRE(store.find(&i) == i);
  CHECK_FALSE(store.find(&state).has_value());
}

TEST_CASE("this machine has memory left") { CHECK(free_memory() > 1 << 20); }

TEST_CASE("mix spreads neighbouring words over the slots") {
  std::vector<int> slots(1024);
  for (Word word = 0; word < 1024 * 64; ++word) ++slots[hash_state(&word, 1) % slots.size()];
  for (const int count : slots) {
    CHECK(count > 24);
    CHECK(count < 120);
  }
}

}  // namespace
}  // namespace pagerace::checker
