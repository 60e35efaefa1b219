// A search that was stopped and resumed tells what one tells that never was.
#include <doctest/doctest.h>

#include <tuple>

#include "tests/resume/plan.hpp"

namespace pagerace::resume_tests {
namespace {

struct Subject {
  const char* path;
  Defines defines;
};

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> all = {
      {"examples/bench/pagerefs.race", {{"P", "3"}, {"T", "4"}}}, {"tests/models/violations/warn.race", {}},
      {"tests/models/violations/nobody-wakes.race", {}},          {"tests/models/steps/store-buffering.race", {}},
      {"tests/models/partial-order/seen-on-the-way.race", {}},    {"tests/models/symmetry/lists.race", {}},
  };
  return all;
}

/// Of all subjects, with and without each reduction. Returns how often the bound was met.
int hold_to_whole_searches(Bound bound) {
  std::mt19937 random(static_cast<unsigned>(bound) + 1);
  int met = 0;
  for (const Subject& subject : subjects()) {
    CAPTURE(subject.path);
    const auto model = load(subject.path, subject.defines);
    for (const int reductions : {0, 1, 2, 3}) {
      checker::SearchOptions options;
      options.symmetry = (reductions & 1) != 0;
      options.partial_order = (reductions & 2) != 0;
      CAPTURE(options.symmetry);
      CAPTURE(options.partial_order);
      if (bound == Bound::Depth) --options.max_depth;
      const std::string whole = told(properties::check(*model->system, options));
      const Course course = stop_and_go(*model->system, options, bound, random);
      CHECK(told(course.checked) == whole);
      met += course.met ? 1 : 0;
    }
  }
  return met;
}

/// What was found stays found; that states were lost shows in no count, where none were.
TEST_CASE("a store that may omit states is resumed as well") {
  std::mt19937 random(7);
  const auto model = load("examples/bench/pagerefs.race", {{"P", "3"}, {"T", "4"}});
  for (const checker::StoreKind kind : {checker::StoreKind::Bitstate, checker::StoreKind::Compact}) {
    CAPTURE(static_cast<int>(kind));
    checker::SearchOptions options;
    options.store = kind;
    options.memory = std::uint64_t{1} << 30;
    const properties::Checked whole = properties::check(*model->system, options);
    CHECK(whole.result.stop == checker::Stop::Omissions);
    CHECK(whole.result.states > 30'000);
    for (const Bound bound : {Bound::States, Bound::Interrupt}) {
      const Course course = stop_and_go(*model->system, options, bound, random);
      CHECK(told(course.checked) == told(whole));
      CHECK(course.met);
    }
  }
}

TEST_CASE("stopped at limits on states") { CHECK(hold_to_whole_searches(Bound::States) >= 4); }
TEST_CASE("stopped at limits on depth") { CHECK(hold_to_whole_searches(Bound::Depth) > 20); }
TEST_CASE("stopped by time") { CHECK(hold_to_whole_searches(Bound::Time) > 0); }
TEST_CASE("stopped by interrupts") { CHECK(hold_to_whole_searches(Bound::Interrupt) > 0); }
TEST_CASE("stopped for lack of memory") { CHECK(hold_to_whole_searches(Bound::Memory) > 0); }

}  // namespace
}  // namespace pagerace::resume_tests
