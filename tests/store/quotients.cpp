// That what is left out of a slot is told by its place: all states of small widths, and states made to meet.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <thread>

#include "checker/store/shape.hpp"
#include "tests/store/kinds.hpp"

namespace pagerace::checker {
namespace {

/// The inverse of mix.
std::uint64_t unmix(std::uint64_t word) {
  word ^= word >> 32;
  word *= inverse_of(kMultiplier2);
  word ^= word >> 29 ^ word >> 58;
  word *= inverse_of(kMultiplier1);
  word ^= word >> 32;
  return word;
}

TEST_CASE("scrambling is a bijection, and its inverse undoes it") {
  for (unsigned bits = 1; bits <= 16; ++bits) {
    const Scramble scramble(bits);
    std::vector<bool> met(std::size_t{1} << bits);
    for (std::uint64_t number = 0; number < met.size(); ++number) {
      const std::uint64_t scrambled = scramble(number);
      REQUIRE(scrambled < met.size());
      REQUIRE_FALSE(met[scrambled]);
      met[scrambled] = true;
      REQUIRE(scramble.inverse(scrambled) == number);
    }
  }
  std::mt19937_64 random(1);
  for (unsigned bits = 17; bits <= 64; ++bits) {
    const Scramble scramble(bits);
    for (int i = 0; i < 1000; ++i) {
      const std::uint64_t number = random() >> (64 - bits);
      REQUIRE(scramble(number) <= ~std::uint64_t{0} >> (64 - bits));
      REQUIRE(scramble.inverse(scramble(number)) == number);
    }
  }
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t word = random();
    REQUIRE(unmix(mix(word)) == word);
  }
}

/// How many of the states are not told Known by a table that stored them, or not Full by one that refused them.
template <class Table>
std::ptrdiff_t lost(Table& table, const std::vector<Word>& states) {
  const auto insert = [&](const Word& state) { return table.insert(&state, table.hash(&state)); };
  std::vector<Insert> first(states.size()), second(states.size());
  std::transform(states.begin(), states.end(), first.begin(), insert);
  std::transform(states.begin(), states.end(), second.begin(), insert);
  return std::inner_product(first.begin(), first.end(), second.begin(), std::ptrdiff_t{0}, std::plus<>(),
                            [](Insert before, Insert now) {
                              if (before == Insert::Known) return true;
                              return now != (before == Insert::New ? Insert::Known : Insert::Full);
                            });
}

/// In tables of every size: each state is stored once, whether there is room for all of them or not.
TEST_CASE("all states of a width are told apart") {
  std::mt19937_64 random(2);
  for (unsigned bits = 0; bits <= 10; ++bits) {
    std::vector<Word> states(std::size_t{1} << bits);
    std::iota(states.begin(), states.end(), Word{0});
    for (std::uint64_t lines = 1; lines <= 300; lines += lines < 20 ? 1 : 37) {
      for (const unsigned per_line : {8u, 12u, 16u}) {
        for (const bool lanes : {false, can_load_lanes()}) {
          LineMemory memory(lines);
          QuotientTable table(memory.words(), lines, per_line, bits, lanes);
          std::shuffle(states.begin(), states.end(), random);
          REQUIRE(lost(table, states) == 0);
        }
      }
    }
  }
}

/// States whose scrambled forms lie one behind the other have one home, or neighbours.
TEST_CASE_TEMPLATE_DEFINE("states of one home are told apart until no line is left for them", Kind, one_home) {
  constexpr std::uint64_t kLines = 4096;
  Kind kind(kLines);
  const Scramble scramble(Kind::kBits);
  const std::uint64_t first = scramble(1) & ~std::uint64_t{0xffff};
  std::vector<Insert> inserted;
  for (std::uint64_t i = 0; i < 2000; ++i) inserted.push_back(insert(kind, State{scramble.inverse(first + i)}));
  CHECK(std::count(inserted.begin(), inserted.end(), Insert::Known) == 0);
  const auto stored = std::count(inserted.begin(), inserted.end(), Insert::New);
  const unsigned tries = Lines::tries_with(Lines::displacement_bits(Kind::kBits, kLines, Kind::kPerLine));
  CHECK(stored == std::min<std::ptrdiff_t>(2000, std::ptrdiff_t{tries} * Kind::kPerLine));
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const Insert again = insert(kind, State{scramble.inverse(first + i)});
    REQUIRE(again == (inserted[i] == Insert::New ? Insert::Known : Insert::Full));
  }
}
TEST_CASE_TEMPLATE_INVOKE(one_home, QuotientKind<8, 64, true>, QuotientKind<8, 64, false>, QuotientKind<12, 45, true>,
                          QuotientKind<12, 50, true>, QuotientKind<12, 50, false>, QuotientKind<16, 36, true>,
                          QuotientKind<16, 40, true>, QuotientKind<16, 40, false>);

TEST_CASE_TEMPLATE_DEFINE("pairs of one home are told apart", Kind, pairs_of_one_home) {
  Kind kind(1000);
  std::vector<State> states;
  for (Word second = 0; second < (Kind::kBits < 6 ? 8 : 40); ++second) {
    for (Word hash = 0; hash < 20; ++hash) states.push_back({unmix(hash + (Word{1} << 60)) ^ mix(second), second});
  }
  for (const State& state : states) REQUIRE((kind.table.hash(state.data()) >> 60) == 1);
  std::vector<Insert> inserted;
  for (const State& state : states) inserted.push_back(insert(kind, state));
  CHECK(std::count(inserted.begin(), inserted.end(), Insert::Known) == 0);
  CHECK(std::count(inserted.begin(), inserted.end(), Insert::New) > 100);
  for (std::size_t i = 0; i < states.size(); ++i) {
    REQUIRE(insert(kind, states[i]) == (inserted[i] == Insert::New ? Insert::Known : Insert::Full));
  }
}
TEST_CASE_TEMPLATE_INVOKE(pairs_of_one_home, PairKind<4, 64, true>, PairKind<4, 64, false>, PairKind<4, 20, true>,
                          PairKind<8, 4, true>, PairKind<8, 4, false>);

TEST_CASE("pairs of words get numbers, each its own") {
  for (const bool lanes : {false, can_load_lanes()}) {
    LineMemory memory(256);
    const PairTable table(memory.words(), 256, 4, 64, lanes);
    std::vector<bool> used(table.slots());
    const auto number = [&](Word i) { return table.number_of(i / 30, i % 30 * kMultiplier1); };
    for (Word i = 0; i < 700; ++i) {
      REQUIRE(number(i) < table.slots());
      REQUIRE_FALSE(used[number(i)]);
      used[number(i)] = true;
    }
    Word i = 700;
    while (number(i) != Lines::kNone) ++i;
    CHECK(i > 800);
    CHECK(i <= table.slots());
  }
}

TEST_CASE("of many threads that number a pair, all get one number") {
  constexpr Word kPairs = 3000;
  LineMemory memory(1024);
  const PairTable table(memory.words(), 1024, 4, 64);
  std::array<std::vector<std::uint64_t>, 3> numbers;
  std::vector<std::thread> crew;
  for (auto& own : numbers) {
    crew.emplace_back([&] {
      for (Word i = 0; i < kPairs; ++i) own.push_back(table.number_of(i, i % 3));
    });
  }
  for (std::thread& thread : crew) thread.join();
  CHECK(numbers[0] == numbers[1]);
  CHECK(numbers[0] == numbers[2]);
  std::sort(numbers[0].begin(), numbers[0].end());
  CHECK(std::adjacent_find(numbers[0].begin(), numbers[0].end()) == numbers[0].end());
}

TEST_CASE("trees of any shape tell states apart by any word") {
  for (std::uint32_t words = 3; words <= 64; ++words) {
    LineMemory nodes(2000), roots(64);
    TreeTable table(words, PairTable(nodes.words(), 2000, 4, 64),
                    QuotientTable(roots.words(), 64, 8, TreeTable::root_bits(8000)));
    const auto insert = [&](const State& state) { return table.insert(state.data(), table.hash(state.data())); };
    CHECK(insert(State(words, 0)) == Insert::New);
    for (std::uint32_t word = 0; word < words; ++word) {
      State state(words, 0);
      for (const Word value : {Word{1}, ~Word{0}}) {
        state[word] = value;
        REQUIRE(insert(state) == Insert::New);
        REQUIRE(insert(state) == Insert::Known);
      }
    }
  }
}

TEST_CASE("a compact table knows states by their hashes") {
  LineMemory memory(1000);
  CompactTable table(memory.words(), 1000, 2);
  const unsigned bits = CompactTable::hash_bits(1000);
  CHECK(bits == 45);
  // The second word is chosen so that the hash is the one wanted.
  const auto insert = [&](Word first, std::uint64_t hash) {
    const Word state[] = {first, unmix(hash) ^ mix(2 ^ first)};
    REQUIRE(hash_state(state, 2) == hash);
    return table.insert(state, table.hash(state));
  };
  CHECK(insert(1, 0x123456789abcdefULL) == Insert::New);
  CHECK(insert(2, 0x123456789abcdefULL) == Insert::Known);
  for (unsigned bit = 0; bit < 64; ++bit) {
    CAPTURE(bit);
    CHECK(insert(3, 0x123456789abcdefULL ^ std::uint64_t{1} << bit) == (bit < 64 - bits ? Insert::Known : Insert::New));
  }
}

}  // namespace
}  // namespace pagerace::checker
