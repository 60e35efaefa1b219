// The search as a whole, on any number of threads.
#include <doctest/doctest.h>

#include <set>
#include <tuple>
#include <vector>

#include "checker/store/free_memory.hpp"
#include "properties/check.hpp"
#include "tests/properties/formulas.hpp"

namespace pagerace::properties {
namespace {

using checker::Finding;
using checker::Progress;
using checker::SearchOptions;
using checker::Stop;
using checker::Verdict;
using checker::Word;
using system::Check;
using system::FormulaKind;
using system::testing::Builder;
using system::testing::CodeBuilder;
using testing::add_property;
using testing::Cell;
using testing::clause;
using testing::equals;
using testing::negated;

/// Threads that each set one bit, once: 2^n states, n * 2^(n-1) transitions, depth n.
struct Bits {
  Builder builder;
  std::vector<Cell> cells;
  system::TransitionSystem* system = nullptr;

  explicit Bits(int threads) {
    for (int i = 0; i < threads; ++i) cells.push_back(builder.cell("bit" + std::to_string(i), {0, 1}));
    for (int i = 0; i < threads; ++i) {
      CodeBuilder code = builder.thread("setter" + std::to_string(i));
      code.yield();
      code.store(cells[static_cast<std::size_t>(i)], code.constant(1));
      code.end();
    }
    system = &builder.finish();
  }
};

SearchOptions with_threads(std::uint32_t threads) {
  SearchOptions options;
  options.threads = threads;
  return options;
}

TEST_CASE("all states are found once, level by level, on any number of threads") {
  const Bits bits(15);
  for (const std::uint32_t threads : {1u, 2u, 3u, 7u}) {
    CAPTURE(threads);
    const Checked all = check(*bits.system, with_threads(threads));
    CHECK(all.result.stop == Stop::Complete);
    CHECK(all.result.states == 32768);
    CHECK(all.result.transitions == 15 * 16384);
    CHECK(all.result.depth == 15);
    REQUIRE(all.log->levels() == 16);
    std::set<std::vector<Word>> seen;
    std::uint64_t of_level = 1;
    for (std::uint64_t depth = 0; depth < 16; ++depth) {
      CHECK(all.log->level_size(depth) == of_level);
      all.log->for_each(depth, [&](const Word* states, std::uint64_t count) {
        for (; count > 0; --count, states += bits.system->words) seen.insert({states, states + bits.system->words});
      });
      of_level = of_level * (15 - depth) / (depth + 1);
    }
    CHECK(seen.size() == 32768);
  }
}

/// Everything that a report shows of a finding.
auto essence(const Finding& finding) {
  return std::tuple(finding.depth, finding.state, finding.step.value_or(checker::Step{}), finding.clause,
                    finding.failure);
}

TEST_CASE("findings do not depend on the number of threads") {
  Bits bits(14);
  add_property(*bits.system, "low", {clause(FormulaKind::Always, negated(equals(bits.cells[9], 1)))});
  add_property(*bits.system, "reached", {clause(FormulaKind::Reachable, equals(bits.cells[3], 1))});
  const Checked one = check(*bits.system, with_threads(1));
  REQUIRE(one.result.verdicts[0].finding.has_value());
  REQUIRE(one.result.verdicts[1].finding.has_value());
  for (const std::uint32_t threads : {2u, 4u}) {
    const Checked many = check(*bits.system, with_threads(threads));
    for (const std::size_t property : {0u, 1u}) {
      REQUIRE(many.result.verdicts[property].finding.has_value());
      CHECK(essence(*many.result.verdicts[property].finding) == essence(*one.result.verdicts[property].finding));
    }
  }
}

TEST_CASE("a limit on states ends the search soon after it") {
  const Bits bits(12);
  SearchOptions options;
  options.max_states = 100;
  const Checked limited = check(*bits.system, options);
  CHECK(limited.result.stop == Stop::MaxStates);
  CHECK(limited.result.states > 100);
  CHECK(limited.result.states < 1000);
  options.max_states = 4096;  // all there are: nothing was left out
  CHECK(check(*bits.system, options).result.stop == Stop::Complete);
}

TEST_CASE("a limit on depth leaves deeper states out") {
  const Bits bits(10);
  SearchOptions options;
  options.max_depth = 2;
  const Checked limited = check(*bits.system, options);
  CHECK(limited.result.stop == Stop::MaxDepth);
  CHECK(limited.result.states == 1 + 10 + 45);
  CHECK(limited.result.transitions == 10 + 90);
  options.max_depth = 11;
  CHECK(check(*bits.system, options).result.stop == Stop::Complete);
}

TEST_CASE("an interrupt ends the search") {
  const Bits bits(10);
  std::atomic<bool> interrupt = true;
  SearchOptions options;
  options.interrupt = &interrupt;
  CHECK(check(*bits.system, options).result.stop == Stop::Interrupted);
  interrupt = false;
  CHECK(check(*bits.system, options).result.stop == Stop::Complete);
}

TEST_CASE("time runs out") {
  const Bits bits(40);  // 2^40 states
  SearchOptions options = with_threads(2);
  options.timeout = 0.1;
  const Checked limited = check(*bits.system, options);
  CHECK(limited.result.stop == Stop::Timeout);
  CHECK(limited.result.states > 100);
  CHECK(limited.result.seconds < 5);
}

TEST_CASE("memory runs out, and the log is whole") {
  const Bits bits(40);
  for (const std::uint32_t threads : {1u, 2u}) {
    SearchOptions options = with_threads(threads);
    constexpr std::uint64_t kForSearch = 8 << 20;
    options.memory = checker::resident_memory() + kForSearch;
    const Checked limited = check(*bits.system, options);
    CHECK(limited.result.stop == Stop::Memory);
    CHECK(limited.result.states > 100'000);
    CHECK(limited.result.states == limited.log->size());
    CHECK(limited.result.store_bytes + limited.result.log_bytes <= kForSearch);
  }
}

TEST_CASE("progress is told now and then, not more than twice a second") {
  const Bits bits(40);
  SearchOptions options = with_threads(2);
  std::vector<Progress> told;
  options.timeout = 1.2;
  options.progress = [&](const Progress& now) { told.push_back(now); };
  CHECK(check(*bits.system, options).result.stop == Stop::Timeout);
  CHECK(told.size() >= 1);
  CHECK(told.size() <= 2);
  for (const Progress& now : told) {
    CHECK(now.states > 0);
    CHECK(now.transitions > 0);
    CHECK(now.frontier > 0);
    CHECK(now.seconds >= 0.5);
  }
}

}  // namespace
}  // namespace pagerace::properties
