#include "properties/violations.hpp"

#include <algorithm>

#include "checker/execute/interpreter.hpp"
#include "checker/step/formula_queries.hpp"
#include "checker/step/limits.hpp"
#include "model/system/state.hpp"

namespace pagerace::properties {

using checker::FormulaQuery;
using checker::Subject;
using checker::Transition;
using checker::Verdict;
using system::Word;

namespace {

class Collector {
 public:
  Collector(const system::TransitionSystem& system, const std::vector<Verdict>& verdicts, const checker::Limits& limits)
      : system_(system), interpreter_(system), queries_(checker::queries_of(system)), limits_(limits) {
    for (const Verdict& verdict : verdicts)
      if (verdict.outcome == checker::Outcome::Violated && verdict.finding) violated_.push_back(verdict.subject);
    for (std::uint32_t i = 0; i < queries_.size(); i++)
      if (queries_[i].kind == FormulaQuery::Kind::Violation && is_violated({queries_[i].property}))
        (queries_[i].query.of_steps ? of_steps_ : asked_).push_back(i);
  }

  void starts() {
    interpreter_.starts([&](const Transition& start) {
      note_failures(start, {});
      if (start.failure != checker::kNoFailure) return;
      for (const std::uint32_t query : asked_)
        if (is_bad(query, start.state)) note_formula(query, {});
    });
  }

  void expand(const Word* state) {
    if (++expanded_ % 256 == 0) limits_.check();
    std::vector<std::uint32_t> good;  // what this state does not violate, and a step out of it may
    for (const std::uint32_t query : asked_)
      if (!is_bad(query, state)) good.push_back(query);
    bool has_step = false;
    for (std::uint32_t thread = 0; thread < interpreter_.threads(); thread++) {
      interpreter_.steps(state, thread, [&](const Transition& step) {
        has_step = true;
        const std::vector<CodePoint> from = {point_of(state, thread)};
        note_failures(step, from);
        const bool fails = step.failure != checker::kNoFailure;
        note_steps({state, fails ? state : step.state}, from);  // a step that fails ends the run where it was
        if (fails) return;
        for (const std::uint32_t query : good)
          if (is_bad(query, step.state)) note_formula(query, from);
      });
    }
    if (!has_step) note_steps(state, places_in(state));
    if (!has_step && !interpreter_.all_done(state)) note_deadlock(state);
  }

  std::set<Violation> take() { return std::move(found_); }

 private:
  bool is_violated(const Subject& subject) const {
    return std::any_of(violated_.begin(), violated_.end(), [&](const Subject& known) {
      return known.property == subject.property && (subject.property >= 0 || known.check == subject.check);
    });
  }

  bool is_bad(std::uint32_t number, const Word* state) {
    const checker::PredicateQuery& query = queries_[number].query;
    if (query.at_end && !interpreter_.all_done(state)) return false;
    return interpreter_.holds(number, state) == query.answer;
  }

  CodePoint point_of(const Word* state, std::uint32_t thread) const {
    return {system_.instances[thread].code, system::location_of(system_, state, thread)};
  }

  /// Where all threads stand, in an order that does not tell alike threads apart.
  std::vector<CodePoint> places_in(const Word* state) const {
    std::vector<CodePoint> places;
    for (std::uint32_t thread = 0; thread < interpreter_.threads(); thread++) places.push_back(point_of(state, thread));
    std::sort(places.begin(), places.end());
    return places;
  }

  void note_steps(checker::Moment moment, const std::vector<CodePoint>& from) {
    for (const std::uint32_t query : of_steps_)
      if (!interpreter_.holds(query, moment)) note_formula(query, from);
  }

  void note_formula(std::uint32_t number, std::vector<CodePoint> from) {
    const FormulaQuery& query = queries_[number];
    found_.insert({query.property, system::Check::Deadlock, query.clause, -1, std::move(from)});
  }

  void note_failures(const Transition& step, const std::vector<CodePoint>& from) {
    if (step.failure != checker::kNoFailure) note_failure(step.failure, from);
    for (std::uint32_t i = 0; i < step.report_count; i++) note_failure(step.reports[i], from);
  }

  void note_failure(std::uint32_t failure, const std::vector<CodePoint>& from) {
    const Subject subject = checker::subject_of(system_, failure);
    if (!is_violated(subject)) return;
    const bool is_listed = failure < system_.failures.size();
    found_.insert({subject.property, subject.property < 0 ? subject.check : system::Check::Deadlock, -1,
                   is_listed ? std::int64_t{failure} : -1, from});
  }

  void note_deadlock(const Word* state) {
    Violation deadlock;
    for (std::uint32_t thread = 0; thread < interpreter_.threads(); thread++)
      if (!interpreter_.at_end(state, thread)) deadlock.threads.push_back(point_of(state, thread));
    std::sort(deadlock.threads.begin(), deadlock.threads.end());  // alike threads change places
    if (is_violated({-1, system::Check::Deadlock})) found_.insert(std::move(deadlock));
  }

  const system::TransitionSystem& system_;
  checker::Interpreter interpreter_;
  const std::vector<FormulaQuery> queries_;
  const checker::Limits& limits_;
  std::vector<Subject> violated_;
  std::vector<std::uint32_t> asked_, of_steps_;  ///< queries of violated properties: about states, and about steps
  std::set<Violation> found_;
  std::uint64_t expanded_ = 0;
};

}  // namespace

std::optional<std::set<Violation>> violations(const system::TransitionSystem& system, const Checked& checked,
                                              const checker::SearchOptions& options) {
  const bool has_all_states =
      checked.result.stop == checker::Stop::Complete && checked.reductions->partial_order() == nullptr;
  if (!has_all_states) return std::nullopt;
  const checker::Limits limits(options);
  try {
    Collector collector(system, checked.result.verdicts, limits);
    collector.starts();
    for (std::size_t depth = 0; depth < checked.log->levels(); depth++) {
      checked.log->for_each(depth, [&](const Word* states, std::uint64_t count) {
        for (; count > 0; count--, states += checked.log->words()) collector.expand(states);
      });
    }
    return collector.take();
  } catch (const checker::Stopped&) {
    return std::nullopt;
  }
}

}  // namespace pagerace::properties
