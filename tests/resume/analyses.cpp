// Bounds hold before the search begins as well: finding out what to reduce can take longer than there is time.
#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>

#include "checker/compose/reductions.hpp"
#include "tests/resume/plan.hpp"

namespace pagerace::resume_tests {
namespace {

using checker::Outcome;
using checker::Stop;

checker::SearchOptions all_reductions() {
  checker::SearchOptions options;
  options.symmetry = options.partial_order = true;
  return options;
}

void check_nothing_was_searched(const properties::Checked& checked, Stop stop) {
  CHECK(checked.result.stop == stop);
  CHECK(checked.result.states == 0);
  CHECK_FALSE(checked.result.verdicts.empty());
  for (const checker::Verdict& verdict : checked.result.verdicts) CHECK(verdict.outcome == Outcome::Inconclusive);
}

TEST_CASE("time that is over, or an interrupt, ends the analyses too") {
  const auto model = load("examples/virtio-mem-unplug.race");
  checker::SearchOptions options = all_reductions();
  SUBCASE("time") {
    options.timeout = 0.001;
    check_nothing_was_searched(properties::check(*model->system, options), Stop::Timeout);
    options.timeout = -1;
    check_nothing_was_searched(properties::check(*model->system, options), Stop::Timeout);
  }
  SUBCASE("an interrupt") {
    const std::atomic<bool> interrupt = true;
    options.interrupt = &interrupt;
    check_nothing_was_searched(properties::check(*model->system, options), Stop::Interrupted);
  }
}

/// How often an analysis checks until it is given up, or the analyses are.
int asked(const system::TransitionSystem& system, const checker::SearchOptions& options, int most) {
  int asked = 0;
  const auto ask = [&] {
    if (++asked > most) throw std::runtime_error("enough");
  };
  try {
    const checker::Reductions reductions(system, options, ask);
  } catch (const std::runtime_error&) {
    --asked;
  }
  return asked;
}

TEST_CASE("each analysis asks often, and ends where it is told to") {
  const auto model = load("examples/virtio-mem-unplug.race");
  checker::SearchOptions only_symmetry, only_partial_order;
  only_symmetry.symmetry = only_partial_order.partial_order = true;
  for (const auto& options : {only_symmetry, only_partial_order}) {
    CHECK(asked(*model->system, options, 1'000'000) > 20);
    CHECK(asked(*model->system, options, 10) == 10);
  }
}

}  // namespace
}  // namespace pagerace::resume_tests
