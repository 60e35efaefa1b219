#include "cli/compare_baseline.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pagerace::cli {

using checker::Outcome;
using Kind = Change::Kind;

namespace {

/// A run in which property p has this outcome.
Run run_of(Outcome outcome, std::optional<Ways> ways = Ways()) {
  Reported reported;
  reported.verdict.name = "p";
  reported.verdict.subject.property = 0;
  reported.verdict.outcome = outcome;
  if (outcome == Outcome::Violated) reported.verdict.finding = checker::Finding{};
  Run run;
  run.search.stop = checker::Stop::Complete;
  run.reported = {std::move(reported)};
  run.exit = outcome == Outcome::Violated ? Exit::Violated : Exit::Holds;
  run.ways = std::move(ways);
  return run;
}

Comparison beside(const Run& before, const Run& after) {
  Comparison comparison;
  comparison.kernels = {"old", "new"};
  comparison.has_baseline = true;
  Compared compared("a.race", 2);
  const auto command = [](const std::string&) { return std::string(); };
  compared.add(0, before, command);
  compared.add(1, after, command);
  comparison.scenarios.push_back(compared);
  comparison.changes = changes(comparison);
  return comparison;
}

std::optional<Kind> kind_of(const Comparison& comparison) {
  return comparison.changes.empty() ? std::nullopt : std::optional(comparison.changes.front().kind);
}

Ways ways(const std::set<std::string>& of_p) {
  Ways ways;
  for (const std::string& thread : of_p) ways["p"].insert(Way{{{thread, {}, {}}}, ""});
  return ways;
}

}  // namespace

TEST_CASE("worse is what is further from holding") {
  const std::vector<Outcome> order = {Outcome::Holds, Outcome::Vacuous, Outcome::Violated};
  for (std::size_t was = 0; was < order.size(); was++) {
    for (std::size_t is = 0; is < order.size(); is++) {
      const Comparison comparison = beside(run_of(order[was], ways({"x"})), run_of(order[is], ways({"x"})));
      if (is > was) {
        CHECK(kind_of(comparison) == Kind::Broken);
        CHECK(exit_of(comparison) == Exit::Violated);
      } else if (is < was) {
        CHECK(kind_of(comparison) == Kind::Mended);
        CHECK(exit_of(comparison) == Exit::Holds);
      }
    }
  }
  CHECK(kind_of(beside(run_of(Outcome::Holds), run_of(Outcome::Holds))) == std::nullopt);
  CHECK(kind_of(beside(run_of(Outcome::Vacuous), run_of(Outcome::Vacuous))) == std::nullopt);
  const Comparison undecided = beside(run_of(Outcome::Inconclusive), run_of(Outcome::Inconclusive));
  CHECK(kind_of(undecided) == Kind::Unknown);
  CHECK(exit_of(undecided) == Exit::Inconclusive);
}

TEST_CASE("of what a search was cut short of nobody can say that it is worse, or better") {
  for (const Outcome was : {Outcome::Holds, Outcome::Vacuous, Outcome::Violated}) {
    const Comparison cut = beside(run_of(was, ways({"x"})), run_of(Outcome::Inconclusive));
    CHECK(kind_of(cut) == Kind::Unknown);
    CHECK(exit_of(cut) == Exit::Inconclusive);
  }
  const Comparison came_up = beside(run_of(Outcome::Inconclusive), run_of(Outcome::Violated, ways({"x"})));
  CHECK(kind_of(came_up) == Kind::Broken);
  CHECK(exit_of(came_up) == Exit::Violated);
  CHECK(kind_of(beside(run_of(Outcome::Inconclusive), run_of(Outcome::Holds))) == Kind::Mended);
}

TEST_CASE("a violation of what was violated before is worse if it is another one") {
  const auto judged = [](std::optional<Ways> before, std::optional<Ways> after) {
    return beside(run_of(Outcome::Violated, std::move(before)), run_of(Outcome::Violated, std::move(after)));
  };
  CHECK(kind_of(judged(ways({"x"}), ways({"x"}))) == Kind::Left);
  CHECK(exit_of(judged(ways({"x"}), ways({"x"}))) == Exit::Holds);
  CHECK(kind_of(judged(ways({"x"}), ways({"x", "y"}))) == Kind::Broken);
  CHECK(judged(ways({"x"}), ways({"x", "y"})).changes.front().ways == std::vector<std::string>{"y: the end"});
  CHECK(kind_of(judged(ways({"x", "y"}), ways({"y"}))) == Kind::Mended);
  CHECK(kind_of(judged(ways({"x"}), ways({"y"}))) == Kind::Broken);
  CHECK(kind_of(judged(std::nullopt, ways({"x"}))) == Kind::Unknown);
  CHECK(kind_of(judged(ways({"x"}), std::nullopt)) == Kind::Unknown);
  CHECK(exit_of(judged(ways({"x"}), std::nullopt)) == Exit::Inconclusive);
  CHECK(kind_of(judged(Ways(), Ways())) == Kind::Unknown);  // no step shows it
}

TEST_CASE("a patch that no thread executes is no success") {
  Run patched = run_of(Outcome::Holds);
  patched.patched = Patched();
  patched.patched->functions.push_back({"f", "p.race", 1, 2, 0, {2, 3}});
  CHECK(exit_of(beside(run_of(Outcome::Holds), patched)) == Exit::Vacuous);
  patched.patched->functions.front().ran = 1;
  CHECK(exit_of(beside(run_of(Outcome::Holds), patched)) == Exit::Holds);
}

}  // namespace pagerace::cli
