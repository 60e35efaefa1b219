#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "cli/mutate_survey.hpp"

namespace pagerace::cli {

namespace {

Mutant mutant_at(const std::string& path, unsigned line, MutantFate fate, std::vector<std::string> settings = {}) {
  Mutant mutant;
  mutant.path = path;
  mutant.line = line;
  mutant.column = 2;
  mutant.function = "f";
  mutant.what = "taken for true";
  mutant.difference = "-\tif (a || b)\n+\tif ((a || b, true))\n";
  mutant.fate = fate;
  mutant.settings = std::move(settings);
  return mutant;
}

/// Line 9 of a file comes before line 10, and survives under both designs.
Mutated two_mutated_designs() {
  Mutated mutated;
  Survey old_one = {"old", {}, {mutant_at("a.race", 9, MutantFate::Survived, {"x.race", "y.race"})}};
  Survey new_one = {"new", {}, {}};
  new_one.mutants.push_back(mutant_at("a.race", 10, MutantFate::Survived, {"x.race"}));
  new_one.mutants.push_back(mutant_at("a.race", 9, MutantFate::Survived, {"y.race", "z.race"}));
  new_one.mutants.push_back(mutant_at("a.race", 11, MutantFate::Noticed, {"x.race"}));
  mutated.surveys = {old_one, new_one};
  return mutated;
}

TEST_CASE("a place that is weak under several designs is one survivor") {
  const Mutated mutated = two_mutated_designs();
  const std::vector<Survivor> survivors = by_place(mutated, MutantFate::Survived);
  REQUIRE(survivors.size() == 2);
  CHECK(survivors[0].mutant->place() == "a.race:9:2");
  CHECK(survivors[0].kernels == std::vector<std::string>{"old", "new"});
  CHECK(survivors[0].settings == std::vector<std::string>{"x.race", "y.race", "z.race"});
  CHECK(survivors[1].mutant->place() == "a.race:10:2");
  CHECK(survivors[1].kernels == std::vector<std::string>{"new"});
}

TEST_CASE("what was not run is no result") {
  Mutated mutated = two_mutated_designs();
  mutated.surveys[0].mutants.push_back(mutant_at("b.race", 1, MutantFate::NotRun));
  mutated.is_incomplete = true;
  const std::string text = mutate_text(mutated, false);
  CHECK(text.find("old: 2 mutants, 0 noticed, 1 survived, 1 not run") != std::string::npos);
  CHECK(text.find("Result: 3 of 4 mutants survived, as far as they were run (interrupted)") != std::string::npos);
  CHECK(nlohmann::json::parse(mutate_json(mutated, 1))["complete"] == false);
}

TEST_CASE("why a mutant is inconclusive stands with it") {
  Mutated mutated;
  mutated.surveys = {{"new", {}, {mutant_at("a.race", 9, MutantFate::Inconclusive, {"x.race"})}}};
  mutated.surveys[0].mutants[0].reason = "x.race: max-states reached";
  CHECK(mutate_text(mutated, false).find("x.race: max-states reached") != std::string::npos);
  CHECK(mutate_text(mutated, false).find("Result: no mutant came to a verdict") != std::string::npos);
}

TEST_CASE("a bar does not end the cell of a table") {
  CHECK(mutate_markdown(two_mutated_designs()).find("`if (a \\|\\| b)`") != std::string::npos);
}

}  // namespace

}  // namespace pagerace::cli
