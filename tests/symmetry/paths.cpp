// From findings of a search with symmetry back to executions: real ones, of the right length, and no other has fewer
// changes of thread.
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "checker/execute/interpreter.hpp"
#include "checker/search/path.hpp"
#include "checker/step/formula_queries.hpp"
#include "tests/symmetry/claims.hpp"
#include "tests/symmetry/generator.hpp"
#include "tests/symmetry/permuter.hpp"
#include "tests/symmetry/program.hpp"

namespace pagerace::checker::symmetry::test {
namespace {

constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kMostStates = 3'000;

/// What a step does: it fails in a check, of a property; it reports; it leads to what this state stands for.
using Effect = std::tuple<int, int, std::vector<std::uint32_t>, State>;

class Search {
 public:
  Search(const system::TransitionSystem& system, const Symmetry& symmetry)
      : system_(system),
        interpreter_(system),
        canonical_(symmetry.canonical()),
        log_(system.words, std::make_shared<Budget>()) {
    log_.add_strand();
  }

  /// False where there are too many states.
  bool run() {
    interpreter_.starts([&](const Transition& transition) {
      if (transition.failure == kNoFailure) arrive(transition.state);
    });
    const std::vector<FormulaQuery> queries = queries_of(system_);
    for (std::uint32_t depth = 0; !next_.empty(); ++depth) {
      if (seen_.size() > kMostStates) return false;
      log_.end_level();
      for (const State& state : std::exchange(next_, {})) {
        for (std::size_t i = 0; i < queries.size(); ++i) ask(queries[i], static_cast<int>(i), state, depth);
        expand(state, depth);
      }
    }
    return true;
  }

  const std::vector<Finding>& findings() const { return findings_; }
  const LevelLog& log() const { return log_; }
  TableCanonical& canonical() { return canonical_; }

  State standing_for(const Word* state) {
    const Word* made = canonical_(state);
    return {made, made + system_.words};
  }
  Effect effect_of(const Transition& transition) {
    const bool fails = transition.failure != kNoFailure;
    const Subject subject = fails ? subject_of(system_, transition.failure) : Subject();
    return {fails ? static_cast<int>(subject.check) : -1,
            subject.property,
            {transition.reports, transition.reports + transition.report_count},
            fails ? State() : standing_for(transition.state)};
  }

 private:
  void arrive(const Word* state) {
    State made = standing_for(state);
    if (!seen_.insert(made).second) return;
    if (room_.begin == room_.end) room_ = log_.more(0, room_.begin);
    room_.begin = std::copy(made.begin(), made.end(), room_.begin);
    log_.written(0, room_.begin);
    next_.push_back(std::move(made));
  }

  void ask(const FormulaQuery& asked, int number, const State& state, std::uint32_t depth) {
    if (asked.query.at_end && !interpreter_.all_done(state.data())) return;
    if (interpreter_.holds(*asked.predicate, state.data()) != asked.query.answer) return;
    if (noted_.emplace(0, number).second) findings_.push_back({depth, state, {}, {}, -1, -1});
  }

  void expand(const State& state, std::uint32_t depth) {
    bool is_stuck = !interpreter_.all_done(state.data());
    interpreter_.successors(state.data(), [&](const Transition& transition) {
      is_stuck = false;
      if (transition.failure == kNoFailure) arrive(transition.state);
      const int what = transition.failure != kNoFailure
                           ? static_cast<int>(subject_of(system_, transition.failure).check)
                       : transition.report_count == 0 ? -1
                                                      : 100 + static_cast<int>(transition.reports[0]);
      if (what < 0 || !noted_.emplace(1, what).second) return;
      findings_.push_back({depth + 1, state, step_of(transition), {}, -1, -1});
    });
    if (is_stuck && noted_.emplace(2, 0).second) findings_.push_back({depth, state, {}, {}, -1, -1});
  }

  const system::TransitionSystem& system_;
  Interpreter interpreter_;
  TableCanonical canonical_;
  LevelLog log_;
  LevelLog::Room room_;
  std::set<State> seen_;
  std::vector<State> next_;
  std::set<std::pair<int, int>> noted_;
  std::vector<Finding> findings_;
};

std::uint32_t changes_of(const Path& path) {
  std::uint32_t changes = 0;
  for (std::size_t i = 1; i < path.steps.size(); ++i) {
    changes += path.steps[i].instance != path.steps[i - 1].instance ? 1 : 0;
  }
  return changes;
}

Effect effect_in(Search& search, Interpreter& interpreter, const Finding& finding) {
  Effect effect;
  interpreter.successors(finding.state.data(), [&](const Transition& transition) {
    if (step_of(transition) == *finding.step) effect = search.effect_of(transition);
  });
  return effect;
}

/// Takes the steps again. Empty where they are an execution that the finding is about.
std::string replay(const system::TransitionSystem& system, Search& search, const Finding& finding, const Path& path) {
  Interpreter interpreter(system);
  Observer observer;
  if (path.steps.size() != finding.depth) return "it has another length";
  auto at = interpreter.replay_initial(path.initial, observer);
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    if (!at.possible || at.failure != nullptr) return "it ends early";
    const State before = at.after;
    if (i + 1 == path.steps.size() && finding.step) {
      if (search.standing_for(before.data()) != finding.state) return "its last step begins elsewhere";
      const Effect wanted = effect_in(search, interpreter, finding);
      bool is_right = false;
      interpreter.successors(before.data(), [&](const Transition& transition) {
        const bool is_it = step_of(transition) == path.steps[i];
        is_right = is_right || (is_it && search.effect_of(transition) == wanted);
      });
      return is_right ? "" : "its last step does something else";
    }
    at = interpreter.replay(before.data(), path.steps[i].instance, path.steps[i].choices, observer);
  }
  if (!at.possible || at.failure != nullptr) return "its last step is not possible";
  return search.standing_for(at.after.data()) == finding.state ? "" : "it ends elsewhere";
}

/// By brute force over all executions of that length.
std::uint32_t fewest_changes(const system::TransitionSystem& system, Search& search, const Finding& finding) {
  Interpreter interpreter(system);
  using Level = std::map<State, std::vector<std::uint32_t>>;  // by the thread that moved last; one more for none
  const std::size_t threads = system.instances.size();
  Level level;
  interpreter.starts([&](const Transition& transition) {
    if (transition.failure != kNoFailure) return;
    std::vector<std::uint32_t> changes(threads + 1, kNever);
    changes[threads] = 0;
    level[State(transition.state, transition.state + system.words)] = changes;
  });
  const auto after = [&](const std::vector<std::uint32_t>& changes, std::uint32_t thread) {
    std::uint32_t fewest = changes[threads];
    for (std::uint32_t last = 0; last < threads; ++last) {
      if (changes[last] != kNever) fewest = std::min(fewest, changes[last] + (last == thread ? 0 : 1));
    }
    return fewest;
  };
  for (std::uint32_t depth = finding.step ? 1 : 0; depth < finding.depth; ++depth) {
    Level next;
    for (const auto& entry : level) {
      const auto& state = entry.first;
      const auto& changes = entry.second;
      interpreter.successors(state.data(), [&](const Transition& transition) {
        if (transition.failure != kNoFailure) return;
        auto& there = next[State(transition.state, transition.state + system.words)];
        there.resize(threads + 1, kNever);
        there[transition.thread] = std::min(there[transition.thread], after(changes, transition.thread));
      });
    }
    level = std::move(next);
  }
  std::uint32_t fewest = kNever;
  for (const auto& entry : level) {
    const auto& state = entry.first;
    const auto& changes = entry.second;
    if (search.standing_for(state.data()) != finding.state) continue;
    if (!finding.step) {
      fewest = std::min(fewest, *std::ranges::min_element(changes));
      continue;
    }
    const Effect wanted = effect_in(search, interpreter, finding);
    interpreter.successors(state.data(), [&](const Transition& transition) {
      if (search.effect_of(transition) == wanted) fewest = std::min(fewest, after(changes, transition.thread));
    });
  }
  return fewest;
}

/// The number of findings.
std::size_t try_paths(const system::TransitionSystem& system) {
  const Found found = find_symmetry(system);
  if (!found.symmetry) return 0;
  Search search(system, *found.symmetry);
  if (!search.run()) return 0;
  TableCanonical canonical = found.symmetry->canonical();
  for (const Finding& finding : search.findings()) {
    const Path path = rebuild_path(system, search.log(), finding, [&](const Word* state) { return canonical(state); });
    CAPTURE(finding.depth);
    CHECK(replay(system, search, finding, path) == "");
    if (finding.depth <= 12) CHECK(changes_of(path) == fewest_changes(system, search, finding));
  }
  return search.findings().size();
}

TEST_CASE("executions behind the findings of a search with symmetry") {
  std::size_t findings = 0;
  for (const char* name : {"lock-owners", "pages-passed", "uneven-start", "property-names-a-page", "lists",
                           "arrays-beside-pages", "masks", "grid"}) {
    CAPTURE(name);
    const auto program = load_file(PAGERACE_SOURCE_DIR "/tests/models/symmetry/" + std::string(name) + ".race");
    REQUIRE(program->system);
    findings += try_paths(*program->system);
  }
  CHECK(findings >= 7);
  const auto broken = load_file(PAGERACE_SOURCE_DIR "/examples/bench/pagerefs.race", {{"HOOK", "2"}});
  REQUIRE(broken->system);
  CHECK(try_paths(*broken->system) == 1);
}

TEST_CASE("the same for random programs") {
  std::size_t findings = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    const std::string text = Generator(seed).program();
    const auto program = load_text(text);
    if (!program->system) continue;
    CAPTURE(text);
    findings += try_paths(*program->system);
  }
  CHECK(findings >= 20);
}

}  // namespace
}  // namespace pagerace::checker::symmetry::test
