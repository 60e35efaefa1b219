// The odds that stores tell, held to what happens.
#include "checker/store/omission.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <unordered_set>

#include "checker/store/bitstate_table.hpp"
#include "checker/store/hash.hpp"
#include "tests/store/kinds.hpp"

namespace pagerace::checker {
namespace {

TEST_CASE("without states nothing is omitted") {
  CHECK(omission_of_hashes(0, 40).expected == 0);
  CHECK(omission_of_hashes(0, 40).probability == 0);
  CHECK(omission_of_bitstates(0, 1000).expected == 0);
  CHECK(omission_of_bitstates(0, 1000).probability == 0);
}

/// A figure of Stern and Dill: "5 bytes a state" for 80 million states, hashes of 64 bits told apart.
TEST_CASE("the odds of hashes are those of birthdays") {
  CHECK(omission_of_hashes(80'000'000, 64).expected == doctest::Approx(8e7 * 8e7 / 2 / std::ldexp(1.0, 64)));
  CHECK(omission_of_hashes(80'000'000, 64).probability < 0.0013);
  // 23 people: the odds of two with one birthday are a half. Of 256 days, 20 people.
  double none = 1;
  for (int i = 1; i < 20; ++i) none *= 1 - i / 256.0;
  CHECK(omission_of_hashes(20, 8).probability == doctest::Approx(1 - none).epsilon(0.1));
}

TEST_CASE("hashes omit as many states as the odds say") {
  constexpr unsigned kBits = 24;
  constexpr int kRuns = 10;
  std::uint64_t omitted = 0, stored = 0;
  for (Word run = 0; run < kRuns; ++run) {
    std::unordered_set<std::uint64_t> hashes;
    for (Word i = 0; i < 1u << 16; ++i) {
      const Word state[] = {i, run << 32 | i % 7};
      omitted += !hashes.insert(hash_state(state, 2) >> (64 - kBits)).second;
    }
    stored = hashes.size();
  }
  const double expected = omission_of_hashes(stored, kBits).expected * kRuns;
  CHECK(expected > 1000);
  CHECK(std::abs(static_cast<double>(omitted) - expected) < 4 * std::sqrt(expected));
}

TEST_CASE("the probability of any omission is as often as the odds say") {
  constexpr unsigned kBits = 24;
  constexpr int kRuns = 300;
  int with_omission = 0;
  for (Word run = 0; run < kRuns; ++run) {
    std::unordered_set<std::uint64_t> hashes;
    for (Word i = 0; i < 4096; ++i) {
      const Word state[] = {i, run << 20};
      hashes.insert(hash_state(state, 2) >> (64 - kBits));
    }
    with_omission += hashes.size() < 4096;
  }
  const double expected = omission_of_hashes(4096, kBits).probability * kRuns;
  CHECK(expected > 100);
  CHECK(std::abs(with_omission - expected) < 4 * std::sqrt(expected));
}

TEST_CASE("bits omit as many states as the odds say") {
  constexpr std::uint64_t kBlocks = 1 << 13;
  for (const std::uint64_t bits_each : {6, 8, 16, 32}) {
    CAPTURE(bits_each);
    double omitted = 0, expected = 0;
    for (Word run = 0; run < 8; ++run) {
      LineMemory memory(kBlocks / 4);
      BitstateTable table(memory.words(), kBlocks, 2);
      std::uint64_t stored = 0;
      for (Word i = 0; i < kBlocks * BitstateTable::kBlockBits / bits_each; ++i) {
        const Word state[] = {i, run << 32};
        const bool is_new = table.insert(state, table.hash(state)) == Insert::New;
        stored += is_new;
        omitted += !is_new;
      }
      expected += omission_of_bitstates(stored, kBlocks).expected;
    }
    CHECK(omitted == doctest::Approx(expected).epsilon(0.05 + 4 / std::sqrt(expected)));
  }
}

TEST_CASE("odds stay odds, however little memory there is") {
  for (const std::uint64_t states : {1ull << 10, 1ull << 30, 1ull << 50}) {
    const Omission bits = omission_of_bitstates(states, 1000), hashes = omission_of_hashes(states, 20);
    CHECK(bits.expected >= 0);
    CHECK(bits.probability <= 1);
    CHECK(hashes.expected >= 0);
    CHECK(hashes.probability <= 1);
    CHECK_FALSE(std::isnan(bits.expected + bits.probability + hashes.expected + hashes.probability));
  }
}

}  // namespace
}  // namespace pagerace::checker
