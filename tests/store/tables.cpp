// What every table must do, whichever kind it is.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "checker/store/free_memory.hpp"
#include "tests/store/kinds.hpp"

namespace pagerace::checker {
namespace {

/// Small words, so that states differ in few bits and meet again often.
template <class Kind>
State random_state(std::mt19937_64& random) {
  const std::uint64_t values = Kind::kWords == 1 ? 3'000 : Kind::kWords == 2 ? 60 : 12;
  State state(Kind::kWords);
  for (std::size_t i = 0; i < state.size(); ++i) state[i] = i < 3 ? random() % values : 7;
  state.back() &= ~Word{0} >> (64 - Kind::kBits);
  return state;
}

TEST_CASE_TEMPLATE_DEFINE("a table is a set of states", Kind, table_is_a_set) {
  Kind kind(1 << 10);
  std::set<State> known;
  std::mt19937_64 random(Kind::kWords);
  for (int i = 0; i < 8'000; ++i) {
    const State state = random_state<Kind>(random);
    const Insert inserted = insert(kind, state);
    REQUIRE(inserted == (known.insert(state).second ? Insert::New : Insert::Known));
  }
  CHECK(known.size() < 8'000);  // some were met again
  for (const State& state : known) REQUIRE(insert(kind, state) == Insert::Known);
}
TEST_CASE_TEMPLATE_INVOKE(table_is_a_set, PAGERACE_EXACT_KINDS, PAGERACE_LOSSY_KINDS);

TEST_CASE_TEMPLATE_DEFINE("nothing, everything and single bits are states like others", Kind, extreme_states) {
  Kind kind(1 << 12);
  std::set<State> states;
  const Word last = ~Word{0} >> (64 - Kind::kBits);
  State zero(Kind::kWords, 0), ones(Kind::kWords, ~Word{0});
  ones.back() = last;
  for (const State& base : {zero, ones}) {
    states.insert(base);
    for (std::size_t word = 0; word < base.size(); ++word) {
      for (unsigned bit = 0; bit < (word + 1 == base.size() ? Kind::kBits : 64); ++bit) {
        State other = base;
        other[word] ^= Word{1} << bit;
        states.insert(other);
      }
    }
  }
  for (const State& state : states) REQUIRE(insert(kind, state) == Insert::New);
  for (const State& state : states) REQUIRE(insert(kind, state) == Insert::Known);
}
TEST_CASE_TEMPLATE_INVOKE(extreme_states, PAGERACE_EXACT_KINDS, CompactKind<1>, CompactKind<3>);

/// Threads go through the same states, forwards or each block backwards, so that they keep meeting.
TEST_CASE_TEMPLATE_DEFINE("of many threads that insert a state, one is told that it is new", Kind, one_is_told) {
  constexpr std::uint64_t kStates = 6'000, kBlock = 60;
  for (unsigned threads = 1; threads <= 4; ++threads) {
    CAPTURE(threads);
    Kind kind(1 << 11);
    std::vector<std::atomic<int>> told(kStates);
    std::atomic<bool> was_full = false;
    std::vector<std::thread> crew;
    for (unsigned thread = 0; thread < threads; ++thread) {
      crew.emplace_back([&, thread] {
        for (std::uint64_t i = 0; i < kStates; ++i) {
          const std::uint64_t number = thread % 2 == 0 ? i : i / kBlock * kBlock + kBlock - 1 - i % kBlock;
          const Insert inserted = insert(kind, state_of<Kind>(number));
          if (inserted == Insert::New) ++told[number];
          if (inserted == Insert::Full) was_full = true;
        }
      });
    }
    for (std::thread& thread : crew) thread.join();
    CHECK_FALSE(was_full);
    for (std::uint64_t number = 0; number < kStates; ++number) {
      REQUIRE(told[number] == 1);
      REQUIRE(insert(kind, state_of<Kind>(number)) == Insert::Known);
    }
  }
}
TEST_CASE_TEMPLATE_INVOKE(one_is_told, PAGERACE_EXACT_KINDS, PAGERACE_LOSSY_KINDS);

TEST_CASE_TEMPLATE_DEFINE("a full table says so, and loses and invents nothing", Kind, full_table) {
  for (unsigned threads = 1; threads <= 3; threads += 2) {
    CAPTURE(threads);
    constexpr std::uint64_t kLines = 1 << 8, kStates = kLines * Kind::kPerLine * 2;
    Kind kind(kLines);
    std::vector<std::atomic<int>> told(kStates);
    std::vector<std::thread> crew;
    for (unsigned thread = 0; thread < threads; ++thread) {
      crew.emplace_back([&] {
        for (std::uint64_t number = 0; number < kStates; ++number) {
          told[number] += insert(kind, state_of<Kind>(number)) == Insert::New;
        }
      });
    }
    for (std::thread& thread : crew) thread.join();
    std::uint64_t stored = 0;
    for (std::uint64_t number = 0; number < kStates; ++number) {
      REQUIRE(told[number] <= 1);
      REQUIRE(insert(kind, state_of<Kind>(number)) == (told[number] == 1 ? Insert::Known : Insert::Full));
      stored += told[number];
    }
    CHECK(stored <= kLines * Kind::kPerLine);
    CHECK(stored >= kLines * Kind::kPerLine / 2);
  }
}
TEST_CASE_TEMPLATE_INVOKE(full_table, QuotientKind<8, 64, true>, QuotientKind<8, 40, false>, QuotientKind<12, 44, true>,
                          QuotientKind<12, 44, false>, QuotientKind<16, 34, true>, QuotientKind<16, 34, false>,
                          PairKind<4, 64, true>, PairKind<4, 64, false>, PairKind<8, 2, true>, TreeKind<3>,
                          CompactKind<1>, CompactKind<3>);

TEST_CASE_TEMPLATE_DEFINE("a table without memory is full", Table, no_memory) {
  Table table;
  const State state(64, 5), zero(64, 0);
  for (const State* some : {&state, &zero}) {
    const std::uint64_t hash = table.hash(some->data());
    table.prefetch(hash);
    CHECK(table.insert(some->data(), hash) == Insert::Full);
  }
}
TEST_CASE_TEMPLATE_INVOKE(no_memory, QuotientTable, PairTable, TreeTable, BitstateTable, CompactTable);

TEST_CASE("mix spreads neighbouring words over the slots") {
  std::vector<int> slots(1024);
  for (Word word = 0; word < 1024 * 64; ++word) ++slots[hash_state(&word, 1) % slots.size()];
  for (const int count : slots) {
    CHECK(count > 24);
    CHECK(count < 120);
  }
}

TEST_CASE("this machine has memory left") { CHECK(free_memory() > 1 << 20); }

}  // namespace
}  // namespace pagerace::checker
