#include "tests/symmetry/claims.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "checker/execute/interpreter.hpp"
#include "checker/step/formula_queries.hpp"
#include "checker/step/result.hpp"
#include "tests/symmetry/permuter.hpp"

namespace pagerace::checker::symmetry::test {
namespace {

/// What a search would notice, each with the depth of the first time: answers to formulas (0, number, _), failures and
/// reports (1, check, property), deadlocks (2, _, _).
using Noticed = std::map<std::tuple<int, int, int>, std::uint32_t>;

struct Explored {
  std::map<State, std::uint32_t> depths;
  Noticed noticed;
};

/// One transition out of a state, without what only a trace would show.
/// What a step makes true, beside what it reports.
constexpr std::uint32_t kAnswers = 1u << 30;
using Step = std::tuple<std::uint32_t, int, int, std::vector<std::uint32_t>, State>;

class Trial {
 public:
  Trial(const system::TransitionSystem& system, const Found& found, Tried& tried)
      : system_(system),
        interpreter_(system),
        permuter_(system, *found.analysis),
        canonical_(found.symmetry->canonical()),
        queries_(queries_of(system)),
        tried_(tried) {}

  void run(std::uint64_t most_states, std::uint64_t most_permuted) {
    if (!explore(full_, most_states, [](const Word* state) { return state; })) {
      tried_.is_too_large = true;
      return;
    }
    explore(reduced_, most_states, [this](const Word* state) { return canonical_(state); });
    tried_.states = full_.depths.size();
    tried_.canonical = reduced_.depths.size();
    if (full_.noticed != reduced_.noticed) wrong("verdicts or their depths differ");
    const std::uint64_t stride = full_.depths.size() / most_permuted + 1;
    std::set<State> classes;
    std::uint64_t number = 0;
    for (const auto& [state, depth] : full_.depths) {
      classes.insert(canonical(state));
      if (number++ % stride == 0) try_state(state);
    }
    std::set<State> kept;
    for (const auto& [state, depth] : reduced_.depths) kept.insert(state);
    if (classes != kept) wrong("the states kept are not those that stand for all");
    if (stride == 1 && orbits_.size() != kept.size()) {
      wrong(std::to_string(kept.size()) + " states are kept of " + std::to_string(orbits_.size()) + " orbits");
    }
  }

 private:
  void wrong(const std::string& what) {
    if (tried_.wrong.size() < 1000) tried_.wrong += what + "\n";
  }
  State canonical(const State& state) {
    const Word* made = canonical_(state.data());
    return {made, made + system_.words};
  }

  template <class Canonical>
  bool explore(Explored& into, std::uint64_t most, Canonical canonical) {
    std::vector<State> level, next;
    std::uint32_t depth = 0;
    const auto arrive = [&](const Transition& transition) {
      note(into.noticed, transition, depth);
      if (transition.failure != kNoFailure) return;
      const Word* found = canonical(transition.state);
      State state(found, found + system_.words);
      if (into.depths.emplace(state, depth).second) next.push_back(std::move(state));
    };
    interpreter_.starts(arrive);
    while (!next.empty() && into.depths.size() <= most) {
      for (const State& state : next) answer(into.noticed, state, depth);
      level.swap(next);
      next.clear();
      ++depth;
      for (const State& state : level) {
        bool is_stuck = !interpreter_.all_done(state.data());
        interpreter_.successors(state.data(), [&](const Transition& transition) {
          is_stuck = false;
          arrive(transition);
        });
        if (is_stuck) into.noticed.emplace(std::tuple(2, 0, 0), depth - 1);
      }
    }
    return next.empty();
  }

  void note(Noticed& noticed, const Transition& transition, std::uint32_t depth) const {
    const auto add = [&](std::uint32_t failure) {
      const Subject subject = subject_of(system_, failure);
      noticed.emplace(std::tuple(1, static_cast<int>(subject.check), subject.property), depth);
    };
    if (transition.failure != kNoFailure) add(transition.failure);
    for (std::uint32_t i = 0; i < transition.report_count; ++i) add(transition.reports[i]);
  }

  std::vector<bool> answers(const State& state) {
    std::vector<bool> all;
    const bool is_end = interpreter_.all_done(state.data());
    for (const FormulaQuery& asked : queries_) {
      const bool is_asked = !asked.query.at_end || is_end;
      all.push_back(is_asked && interpreter_.holds(*asked.predicate, state.data()) == asked.query.answer);
    }
    all.push_back(is_end);
    return all;
  }

  void answer(Noticed& noticed, const State& state, std::uint32_t depth) {
    const std::vector<bool> all = answers(state);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i]) noticed.emplace(std::tuple(0, static_cast<int>(i), 0), depth);
    }
  }

  std::multiset<Step> steps(const State& state) {
    std::multiset<Step> all;
    interpreter_.successors(state.data(), [&](const Transition& transition) {
      std::vector<std::uint32_t> reports(transition.reports, transition.reports + transition.report_count);
      const bool fails = transition.failure != kNoFailure;
      for (std::uint32_t i = 0; i < queries_.size() && !fails; ++i) {
        if (!queries_[i].query.of_steps) continue;
        if (interpreter_.holds(i, {state.data(), transition.state})) reports.push_back(kAnswers + i);
      }
      const Subject subject = fails ? subject_of(system_, transition.failure) : Subject();
      all.emplace(transition.thread, fails ? static_cast<int>(subject.check) : -1, subject.property, std::move(reports),
                  fails ? State() : State(transition.state, transition.state + system_.words));
    });
    return all;
  }

  void try_state(const State& state) {
    const std::set<State> orbit = permuter_.orbit(state);
    const State stands_for_it = canonical(state);
    if (!orbit.contains(stands_for_it)) wrong("a state that stands for another is none of its permutations");
    for (const State& image : orbit) {
      if (canonical(image) != stands_for_it) wrong("a permuted state is stood for by another state");
    }
    orbits_.insert(*orbit.begin());
    const ColumnSet free = permuter_.free(state);
    const std::multiset<Step> own = steps(state);
    for (const Step& step : own) {
      if (std::get<State>(step).empty()) continue;
      const ColumnSet later = permuter_.free(std::get<State>(step));
      for (std::size_t i = 0; i < free.size(); ++i) {
        if ((free[i] & ~later[i]) != 0) wrong("what was free once is free no more");
      }
    }
    for (Permuter::Swap swap : permuter_.allowed(state)) try_swap(state, own, swap);
  }

  void try_swap(const State& state, const std::multiset<Step>& own, Permuter::Swap swap) {
    const State image = permuter_.swapped(state, swap);
    if (permuter_.free(image) != permuter_.free(state)) wrong("a permuted state has other free columns");
    if (answers(image) != answers(state)) wrong("a formula tells a state from a permuted one");
    std::multiset<Step> expected;
    for (const auto& [thread, check, property, reports, after] : own) {
      expected.emplace(permuter_.swapped_thread(thread, swap), check, property, reports,
                       after.empty() ? State() : permuter_.swapped(after, swap));
    }
    if (steps(image) != expected) wrong("the steps of a permuted state are not the permuted steps");
  }

  const system::TransitionSystem& system_;
  Interpreter interpreter_;
  Permuter permuter_;
  TableCanonical canonical_;
  std::vector<FormulaQuery> queries_;
  Tried& tried_;
  Explored full_, reduced_;
  std::set<State> orbits_;  ///< the least state of each
};

}  // namespace

Tried try_claims(const system::TransitionSystem& system, const Found& found, std::uint64_t most_states,
                 std::uint64_t most_permuted) {
  Tried tried;
  Trial(system, found, tried).run(most_states, most_permuted);
  return tried;
}

}  // namespace pagerace::checker::symmetry::test
