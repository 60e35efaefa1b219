// How a set of visited states grows, and what it does where it cannot.
#include "checker/store/visited.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <barrier>
#include <string>
#include <thread>
#include <vector>

#include "checker/store/region.hpp"
#include "checker/store/shape.hpp"
#include "tests/store/kinds.hpp"

namespace pagerace::checker {
namespace {

/// What a search does with a store, in little: states that come in any order, a log, and growth where all stop.
class SmallSearch {
 public:
  SmallSearch(Visited& visited, std::uint32_t words) : visited_(visited), words_(words) {}

  /// False where there was no room. New states get into the log.
  bool insert(const State& state) {
    for (;;) {
      if (!visited_.has_room(size(), 1)) {
        if (!grow()) return false;
      }
      const Insert inserted =
          visited_.with_table([&](auto& table) { return table.insert(state.data(), table.hash(state.data())); });
      if (inserted == Insert::New) log_.insert(log_.end(), state.begin(), state.end());
      if (inserted != Insert::Full) return true;
      if (!grow()) return false;
    }
  }

  bool grow() {
    do {
      if (!visited_.grow(size())) return false;
      ++grown_;
    } while (!refill());
    return true;
  }

  bool knows(const State& state) {
    return visited_.with_table(
        [&](auto& table) { return table.insert(state.data(), table.hash(state.data())) == Insert::Known; });
  }
  std::uint64_t size() const { return log_.size() / words_; }
  State operator[](std::uint64_t i) const { return {log_.begin() + i * words_, log_.begin() + (i + 1) * words_}; }
  int grown() const { return grown_; }

 private:
  bool refill() {
    std::vector<std::thread> crew;
    std::atomic<bool> done = true;
    const std::uint64_t half = size() / 2;
    crew.emplace_back([&] { done = visited_.refill(log_.data(), half) && done; });
    crew.emplace_back([&] { done = visited_.refill(log_.data() + half * words_, size() - half) && done; });
    for (std::thread& thread : crew) thread.join();
    return done;
  }

  Visited& visited_;
  std::uint32_t words_;
  std::vector<Word> log_;
  int grown_ = 0;
};

TEST_CASE("an exact store grows with the search, whatever the width") {
  struct Width {
    std::uint32_t words, bits;
  };
  for (const Width width : {Width{1, 64}, Width{1, 40}, Width{1, 20}, Width{2, 64}, Width{2, 20}, Width{3, 64},
                            Width{8, 64}, Width{64, 64}}) {
    const auto& [words, bits] = width;
    CAPTURE(width.words);
    CAPTURE(width.bits);
    const auto budget = std::make_shared<Budget>();
    {
      Visited visited(StoreKind::Exact, {words, bits}, budget);
      CHECK(budget->used() == visited.bytes());
      const std::uint64_t first = visited.capacity();
      const void* const table = visited.table();
      const std::string_view type = visited.table_type();
      SmallSearch search(visited, words);
      const std::uint64_t states = words > 8 ? 20'000 : 60'000;
      for (std::uint64_t i = 0; i < states; ++i) {
        REQUIRE(search.insert(nth_state(i, words, bits)));
        REQUIRE(search.insert(nth_state(i / 2, words, bits)));
        REQUIRE(search.size() == i + 1);
      }
      CHECK(search.grown() > 0);
      CHECK(search.grown() < 12);
      CHECK(visited.capacity() > first);
      CHECK(visited.capacity() >= states);
      CHECK(budget->used() == visited.bytes());
      CHECK(visited.table() == table);
      CHECK(visited.table_type() == type);
      for (std::uint64_t i = 0; i < states; ++i) REQUIRE(search.knows(nth_state(i, words, bits)));
    }
    CHECK(budget->used() == 0);
  }
}

TEST_CASE("a store fills the budget before it gives in, and keeps what it has") {
  struct Width {
    std::uint32_t words, bits;
    double bytes;  ///< a state, at most
  };
  for (const Width width :
       {Width{1, 64, 11}, Width{1, 50, 7.6}, Width{1, 38, 5.6}, Width{2, 64, 22}, Width{2, 4, 11}, Width{3, 64, 13}}) {
    const auto& [words, bits, bytes] = width;
    CAPTURE(width.words);
    CAPTURE(width.bits);
    constexpr std::uint64_t kBudget = 800'000;
    const auto budget = std::make_shared<Budget>(kBudget);
    Visited visited(StoreKind::Exact, {words, bits}, budget);
    SmallSearch search(visited, words);
    std::uint64_t number = 0;
    while (search.insert(nth_state(number, words, bits))) {
      if (number++ % 64 == 0) REQUIRE(budget->used() <= kBudget);
    }
    CHECK(static_cast<double>(search.size()) * bytes > kBudget);
    CHECK(search.grown() < 12);  // each time to much more than before
    CHECK_FALSE(visited.grow(search.size()));
    for (std::uint64_t i = 0; i < search.size(); i += 13) REQUIRE(search.knows(search[i]));
  }
}

TEST_CASE("a store that began small is made for a log that is large") {
  for (const std::uint32_t words : {1u, 2u, 5u}) {
    CAPTURE(words);
    std::vector<Word> log;
    constexpr std::uint64_t kStates = 100'000;
    for (std::uint64_t i = 0; i < kStates; ++i) {
      const State state = nth_state(i, words, 64);
      log.insert(log.end(), state.begin(), state.end());
    }
    Visited visited(StoreKind::Exact, {words, 64}, std::make_shared<Budget>());
    int tries = 0;
    do {
      REQUIRE(visited.grow(kStates));
      ++tries;
      if (!visited.refill(log.data(), kStates)) CHECK_FALSE(visited.has_room(kStates, 0));
    } while (!visited.has_room(kStates, 0));
    CHECK(tries < 8);
    visited.with_table([&](auto& table) {
      for (std::uint64_t i = 0; i < kStates; ++i) {
        const Word* state = log.data() + i * words;
        REQUIRE(table.insert(state, table.hash(state)) == Insert::Known);
      }
    });
  }
}

TEST_CASE("threads that stop for growth find every state once") {
  constexpr unsigned kThreads = 3;
  constexpr std::uint64_t kStates = 60'000, kChunk = 128;
  for (const std::uint32_t words : {1u, 2u, 4u}) {
    CAPTURE(words);
    Visited visited(StoreKind::Exact, {words, 64}, std::make_shared<Budget>());
    std::array<std::vector<Word>, kThreads> strands;
    std::array<std::uint64_t, kThreads> next{};
    std::atomic<std::uint64_t> found = 0;
    std::atomic<bool> needs_room = false;
    int grown = 0;
    std::barrier all_stop(kThreads, [&]() noexcept {
      if (!needs_room) return;
      needs_room = false;
      ++grown;
      if (!visited.grow(found)) std::abort();
      for (const auto& strand : strands) {
        if (!visited.refill(strand.data(), strand.size() / words)) needs_room = true;
      }
    });
    const auto expand = [&](unsigned thread) {  // one chunk; again if there was no room
      return visited.with_table([&](auto& table) {
        for (std::uint64_t i = next[thread]; i < std::min(next[thread] + kChunk, kStates); ++i) {
          const State state = nth_state((i + thread * 1000) % kStates, words, 64);
          const Insert inserted = table.insert(state.data(), table.hash(state.data()));
          if (inserted == Insert::Full) return false;
          if (inserted == Insert::Known) continue;
          strands[thread].insert(strands[thread].end(), state.begin(), state.end());
          ++found;
        }
        next[thread] += kChunk;
        return true;
      });
    };
    std::vector<std::thread> crew;
    for (unsigned thread = 0; thread < kThreads; ++thread) {
      crew.emplace_back([&, thread] {
        for (std::uint64_t round = 0; round < 400; ++round) {
          for (int i = 0; i < 5 && next[thread] < kStates && !needs_room; ++i) {
            if (!visited.has_room(found, kThreads * kChunk) || !expand(thread)) needs_room = true;
          }
          all_stop.arrive_and_wait();
        }
      });
    }
    for (std::thread& thread : crew) thread.join();
    for (const std::uint64_t at : next) CHECK(at >= kStates);
    CHECK(grown > 0);
    CHECK(found == kStates);
  }
}

TEST_CASE("a store has the table that its kind and the states' width ask for") {
  const auto type = [](StoreKind kind, std::uint32_t words) {
    Visited visited(kind, {words, 64}, std::make_shared<Budget>(1 << 20));
    CHECK(visited.table_header().starts_with("checker/store/"));
    return std::string(visited.table_type());
  };
  CHECK(type(StoreKind::Exact, 1) == "pagerace::checker::QuotientTable");
  CHECK(type(StoreKind::Exact, 2) == "pagerace::checker::PairTable");
  CHECK(type(StoreKind::Exact, 3) == "pagerace::checker::TreeTable");
  CHECK(type(StoreKind::Exact, 64) == "pagerace::checker::TreeTable");
  for (const std::uint32_t words : {1u, 2u, 64u}) {
    CHECK(type(StoreKind::Bitstate, words) == "pagerace::checker::BitstateTable");
    CHECK(type(StoreKind::Compact, words) == "pagerace::checker::CompactTable");
  }
}

TEST_CASE("a store that is not exact takes its memory at once and tells its odds") {
  for (const StoreKind kind : {StoreKind::Bitstate, StoreKind::Compact}) {
    const auto budget = std::make_shared<Budget>(1 << 20);
    Visited visited(kind, {3, 64}, budget), small(kind, {3, 64}, budget, 1 << 12);
    CHECK(visited.bytes() == 1 << 19);
    CHECK(small.bytes() == 1 << 12);
    CHECK(budget->used() == visited.bytes() + small.bytes());
    CHECK_FALSE(visited.grow(1000));
    CHECK(visited.has_room(80'000, 1));
    CHECK(visited.has_room(100'000, 1) == (kind == StoreKind::Bitstate));
    const Omission few = visited.omission(1000), many = visited.omission(80'000);
    CHECK(few.expected > 0);
    CHECK(few.expected < many.expected);
    CHECK(few.probability < many.probability);
    CHECK(small.omission(1000).expected > few.expected);
  }
  Visited exact(StoreKind::Exact, {1, 64}, std::make_shared<Budget>(1 << 20));
  CHECK(exact.omission(1000).expected == 0);
  CHECK(exact.omission(1000).probability == 0);
}

TEST_CASE("without any memory a store is full, not broken") {
  for (const StoreKind kind : {StoreKind::Exact, StoreKind::Bitstate, StoreKind::Compact}) {
    for (const std::uint32_t words : {1u, 2u, 3u}) {
      Visited visited(kind, {words, 64}, std::make_shared<Budget>(100));
      const State state(words, 1);
      CHECK(visited.bytes() <= 100);
      CHECK_FALSE(visited.grow(1));
      if (kind != StoreKind::Exact) continue;  // these may have one line
      CHECK_FALSE(visited.has_room(0, 1));
      CHECK(visited.with_table([&](auto& table) { return table.insert(state.data(), table.hash(state.data())); }) ==
            Insert::Full);
    }
  }
}

TEST_CASE("memory is zeroed, accounted, and given back") {
  const auto budget = std::make_shared<Budget>(10 << 20);
  {
    Region region(budget);
    for (const std::uint64_t bytes : {std::uint64_t{4096}, std::uint64_t{6} << 20, std::uint64_t{64}}) {
      REQUIRE(region.replace(bytes, true));
      CHECK(region.bytes() == bytes);
      CHECK(budget->used() == bytes);
      CHECK(std::all_of(region.words(), region.words() + bytes / 8, [](Word word) { return word == 0; }));
      std::fill_n(region.words(), bytes / 8, ~Word{0});
    }
    CHECK_FALSE(region.replace(11 << 20, false));
    CHECK(region.words()[0] == ~Word{0});
    CHECK(budget->used() == 64);
  }
  CHECK(budget->used() == 0);
}

TEST_CASE("the shape of a table has room for what it is asked for, in the fewest lines") {
  constexpr unsigned kAll[] = {16, 12, 8};
  for (unsigned bits = 1; bits <= 64; ++bits) {
    for (std::uint64_t states = 1; states < 1u << 30; states = states * 3 + 1) {
      const Formats formats{bits, kAll};
      const Shape shape = shape_for(formats, states, ~std::uint64_t{0});
      CAPTURE(bits);
      CAPTURE(states);
      REQUIRE(shape.comfortable() >= states);
      REQUIRE(Lines::displacement_bits(bits, shape.lines, shape.per_line) >= 2);
      REQUIRE(shape.bytes() <= std::max<std::uint64_t>(8192, states * 13));
      if (shape.lines > 1) CHECK(shape_for(formats, states, shape.bytes() / 2).lines == 0);
      CHECK(largest_shape(formats, shape.bytes()).room >= shape.room);
    }
  }
}

}  // namespace
}  // namespace pagerace::checker
