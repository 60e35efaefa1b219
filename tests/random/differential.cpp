// Random programs: the search against the reference explorer, and its verdicts and paths against brute force.
//
// PAGERACE_SEEDS says how many programs to compare (500), PAGERACE_FIRST_SEED where to begin (1): a failure names its
// seed. Both sides take their steps from one interpreter, so this says nothing about what a step is.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

#include "checker/search/path.hpp"
#include "model/semantics/check.hpp"
#include "model/semantics/lower.hpp"
#include "model/syntax/load.hpp"
#include "properties/check.hpp"
#include "tests/random/generator.hpp"
#include "tests/random/oracle.hpp"
#include "tests/reference/endings.hpp"
#include "tests/setting.hpp"

namespace pagerace::random {
namespace {

using checker::Outcome;
using checker::Verdict;

constexpr std::uint64_t kLimit = 20'000;  // of states and of transitions: larger programs are passed over

/// A program that went through the front end.
struct Loaded {
  source::Sources sources;
  std::optional<system::TransitionSystem> system;
  std::string errors;
};

Loaded load(const std::string& text) {
  const auto path = std::filesystem::temp_directory_path() / ("pagerace-random-" + std::to_string(getpid()) + ".race");
  std::ofstream(path) << text;
  Loaded loaded;
  source::Diagnostics diagnostics;
  syntax::LoadOptions options;
  options.library = PAGERACE_SOURCE_DIR "/model/linux";
  const auto unit = syntax::load(path.string(), options, loaded.sources, diagnostics);
  std::filesystem::remove(path);
  std::shared_ptr<const semantics::Program> program;
  if (unit && !diagnostics.has_errors()) program = semantics::check(*unit, {}, loaded.sources, diagnostics);
  if (program != nullptr) loaded.system = semantics::lower(program, {}, diagnostics);
  for (const auto& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == source::Severity::Error) loaded.errors += source::render(loaded.sources, diagnostic);
  }
  return loaded;
}

enum class Kind { Agrees, TooLarge, Refused, Differs };

struct Comparison {
  Kind kind = Kind::Agrees;
  std::string what;
};

std::string differ(const std::string& what, std::uint64_t search, std::uint64_t reference) {
  return what + ": the search says " + std::to_string(search) + ", the reference " + std::to_string(reference) + "\n";
}

std::string compare_counts(const checker::SearchResult& result, const checker::reference::Explored& explored) {
  std::string what;
  if (result.stop != checker::Stop::Complete) what += "the search is not complete\n";
  if (result.states != explored.states()) what += differ("states", result.states, explored.states());
  if (result.transitions != explored.transitions) {
    what += differ("transitions", result.transitions, explored.transitions);
  }
  if (result.depth != explored.depth) what += differ("depth", result.depth, explored.depth);
  return what;
}

std::string compare_verdict(const Verdict& verdict, const Expected& expected) {
  std::string what;
  // The oracle does not ask what was written after init: a formula that nothing could change holds for it.
  const bool is_settled = verdict.outcome == Outcome::Vacuous && verdict.reason.find("written") != std::string::npos;
  if (is_settled && expected.outcome == Outcome::Holds) return what;
  if (verdict.outcome != expected.outcome) {
    what += differ(verdict.name + ": outcome", static_cast<std::uint64_t>(verdict.outcome),
                   static_cast<std::uint64_t>(expected.outcome));
  }
  if (verdict.finding.has_value() != expected.depth.has_value()) {
    what += differ(verdict.name + ": has a finding", verdict.finding.has_value(), expected.depth.has_value());
  } else if (expected.depth && verdict.finding->depth != *expected.depth) {
    what += differ(verdict.name + ": depth", verdict.finding->depth, *expected.depth);
  }
  return what;
}

std::uint32_t changes_of(const checker::Path& path) {
  std::uint32_t changes = 0;
  for (std::size_t i = 1; i < path.steps.size(); ++i) {
    changes += path.steps[i].instance != path.steps[i - 1].instance ? 1 : 0;
  }
  return changes;
}

/// Takes the steps of a path. Empty where they lead to what the finding says.
std::string replay(const system::TransitionSystem& system, const checker::Path& path, const checker::Verdict& verdict) {
  const checker::Finding& finding = *verdict.finding;
  checker::Interpreter interpreter(system);
  checker::Observer observer;
  auto at = interpreter.replay_initial(path.initial, observer);
  if (!at.possible) return "the path cannot start\n";
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    if (i + 1 == path.steps.size() && finding.step && at.after != finding.state) return "the path fails elsewhere\n";
    if (at.failure != nullptr) return "the path fails too early\n";
    const std::vector<system::Word> before = at.after;
    at = interpreter.replay(before.data(), path.steps[i].instance, path.steps[i].choices, observer);
    const bool is_last = i + 1 == path.steps.size();
    if (is_last && finding.step && finding.clause >= 0) {
      const auto& clause = system.properties[verdict.subject.property].clauses[finding.clause];
      const bool holds =
          at.failure != nullptr || interpreter.holds(clause.formula.predicate, {before.data(), at.after.data()});
      return holds ? "the path ends with a step that violates nothing\n" : "";
    }
    if (!at.possible) return "step " + std::to_string(i + 1) + " of the path is not possible\n";
  }
  if (finding.step || finding.start) {
    const bool fails = at.failure != nullptr || !at.reports.empty();
    return fails ? "" : "the path ends without its failure\n";
  }
  return at.after == finding.state ? "" : "the path ends in another state\n";
}

/// Empty where the path gets to the finding in time, and then leads back to a state that it passed.
std::string check_loop(const system::TransitionSystem& system, const checker::Path& path,
                       const checker::Finding& finding) {
  checker::Interpreter interpreter(system);
  checker::Observer observer;
  std::vector<std::vector<system::Word>> states = {interpreter.replay_initial(path.initial, observer).after};
  for (const checker::Step& step : path.steps) {
    const auto at = interpreter.replay(states.back().data(), step.instance, step.choices, observer);
    if (!at.possible || at.failure != nullptr) return "a step of a loop is not possible\n";
    states.push_back(at.after);
  }
  if (*path.loop_start < finding.depth || *path.loop_start >= path.steps.size()) return "a loop begins elsewhere\n";
  if (states.at(finding.depth) != finding.state) return "a loop's path does not lead to the finding\n";
  return states.back() == states.at(*path.loop_start) ? "" : "a loop does not lead back\n";
}

Comparison compare(const system::TransitionSystem& system) {
  const checker::reference::Graph graph(system, kLimit);
  const auto explored = checker::reference::explore(graph, kLimit);
  if (!explored) return {Kind::TooLarge, {}};
  const properties::Checked checked = properties::check(system, {});
  const checker::SearchResult& result = checked.result;
  std::string what = compare_counts(result, *explored);
  const std::uint64_t livelocks = checker::reference::endings_of(system, graph, *explored).livelocks;
  if (result.livelock_states != livelocks) what += differ("livelocks", result.livelock_states, livelocks);
  const std::vector<Expected> expected = judge(system, graph, *explored);
  REQUIRE(result.verdicts.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const Verdict& verdict = result.verdicts[i];
    what += compare_verdict(verdict, expected[i]);
    if (!verdict.finding || !what.empty()) continue;
    const checker::Path path = checker::rebuild_path(system, *checked.log, *verdict.finding);
    if (path.loop_start) {
      what += check_loop(system, path, *verdict.finding);
      continue;
    }
    if (path.steps.size() != verdict.finding->depth) {
      what += differ(verdict.name + ": length of the path", path.steps.size(), verdict.finding->depth);
    }
    if (const std::string wrong = replay(system, path, verdict); !wrong.empty()) {
      what += verdict.name + ": " + wrong;
    } else if (!verdict.finding->start) {
      const std::uint32_t fewest = fewest_changes(system, graph, *explored, *verdict.finding);
      if (changes_of(path) != fewest) what += differ(verdict.name + ": changes of thread", changes_of(path), fewest);
    }
  }
  return {what.empty() ? Kind::Agrees : Kind::Differs, what};
}

Comparison compare(const std::string& text) {
  const Loaded loaded = load(text);
  if (!loaded.system) return {Kind::Refused, loaded.errors};
  try {
    return compare(*loaded.system);
  } catch (const std::logic_error& fault) {  // pagerace contradicts itself
    return {Kind::Differs, fault.what()};
  }
}

/// As small as it gets while the search and the reference still differ.
std::string shrunk(const Piece& program) {
  return render(shrink(program, [](const std::string& text) { return compare(text).kind == Kind::Differs; }));
}

std::uint64_t wanted() { return setting("PAGERACE_SEEDS", 500); }

TEST_CASE("the search agrees with the reference on random programs") {
  const std::uint64_t first_seed = setting("PAGERACE_FIRST_SEED", 1);
  std::uint64_t compared = 0, too_large = 0;
  for (std::uint64_t seed = first_seed; compared < wanted() && too_large <= 2 * wanted(); ++seed) {
    CAPTURE(seed);
    const Piece program = Generator(seed).program();
    const Comparison comparison = compare(render(program));
    if (comparison.kind == Kind::TooLarge) ++too_large;
    if (comparison.kind == Kind::Agrees) ++compared;
    if (comparison.kind == Kind::Refused) FAIL(comparison.what << "\n" << render(program));
    if (comparison.kind == Kind::Differs) FAIL(comparison.what << "\n" << shrunk(program));
  }
  MESSAGE(compared << " programs compared, " << too_large << " passed over as too large");
  CHECK(compared >= wanted());
}

TEST_CASE("the reference passes over a step of more ways than it is to hold") {
  const Loaded start = load("int x __range(0, 99); init { x = any(0 .. 99); } thread t { x = 0; }");
  const Loaded step = load("int x __range(0, 99); thread t { x = any(0 .. 99); }");
  for (const Loaded* program : {&start, &step}) {
    REQUIRE(program->system);
    CHECK(checker::reference::explore(checker::reference::Graph(*program->system, 100), kLimit));
    CHECK(!checker::reference::explore(checker::reference::Graph(*program->system, 99), kLimit));
  }
}

TEST_CASE("a seed always gives the same program") {
  CHECK(render(Generator(7).program()) == render(Generator(7).program()));
  CHECK(render(Generator(7).program()) != render(Generator(8).program()));
}

TEST_CASE("shrinking keeps what fails and drops the rest") {
  const Piece program{"", {{"a {", {{"b;", {}, ""}, {"c {", {{"d;", {}, ""}}, "}"}}, "}"}, {"e;", {}, ""}}, ""};
  const Piece small = shrink(program, [](const std::string& text) { return text.find("d;") != std::string::npos; });
  CHECK(render(small) == "d;\n");
}

}  // namespace
}  // namespace pagerace::random
