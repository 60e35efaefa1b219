#include "properties/monitor.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace pagerace::properties {

using checker::Finding;
using checker::Successor;
using checker::Word;
using syntax::FormulaKind;

Monitor::Monitor(const system::TransitionSystem& system, bool stop_at_first)
    : system_(system), interpreter_(system), stop_at_first_(stop_at_first), properties_(system.properties.size()) {
  for (int property = 0; property < static_cast<int>(properties_.size()); ++property) {
    const auto& clauses = system.properties[property].clauses;
    properties_[property].witnesses.resize(clauses.size());
    for (int index = 0; index < static_cast<int>(clauses.size()); ++index) {
      const FormulaKind kind = clauses[index].kind;
      auto& open = kind == FormulaKind::Reachable ? reachable_ : kind == FormulaKind::AtEnd ? at_end_ : always_;
      open.push_back({property, index});
      for (const auto& antecedent : clauses[index].antecedents)
        antecedents_.push_back({{property, index}, &antecedent});
    }
  }
}

void Monitor::start(const Successor& way) {
  started_ = true;
  note_way(way);
}

void Monitor::expand(const Word* state, std::uint32_t depth) {
  source_ = state;
  depth_ = depth + 1;
}

void Monitor::step(const Successor& way) { note_way(way); }

void Monitor::expanded(const Word* state, std::uint64_t steps) {
  auto& deadlock = built_in_[static_cast<std::size_t>(semantics::Check::Deadlock)];
  if (steps > 0 || deadlock || interpreter_.all_done(state)) return;
  deadlock = of_state(state);
  deadlock->depth = depth_ - 1;
  violated_ = true;
}

void Monitor::found(const Word* state) {
  met_state_ = true;
  if (!always_.empty()) check_clauses(always_, state);
  if (!reachable_.empty()) check_reachable(state);
  if (!antecedents_.empty()) check_antecedents(state, FormulaKind::Always);
  if (!at_end_.empty() && interpreter_.all_done(state)) {
    met_end_ = true;
    check_antecedents(state, FormulaKind::AtEnd);
    check_clauses(at_end_, state);
  }
}

void Monitor::note_way(const Successor& way) {
  if (way.failure != nullptr) note_failure(*way.failure, way);
  for (const std::uint32_t report : way.reports) note_failure(system_.failures[report], way);
}

void Monitor::note_failure(const system::Failure& failure, const Successor& way) {
  auto& finding = failure.property >= 0 ? properties_[failure.property].violation
                                        : built_in_[static_cast<std::size_t>(failure.check)];
  if (finding) return;
  finding = of_way(way);
  // Faults of pointers are made on the spot and stand in no list; replaying the step tells about them.
  const std::less<> before;
  const auto* first = system_.failures.data();
  if (!before(&failure, first) && before(&failure, first + system_.failures.size())) {
    finding->failure = static_cast<int>(&failure - first);
  }
  violated_ = true;
}

void Monitor::check_clauses(std::vector<OpenClause>& open, const Word* state) {
  // Nothing about a property that is violated matters any more.
  std::erase_if(open, [&](const OpenClause& at) {
    auto& violation = properties_[at.property].violation;
    if (violation) return true;
    if (interpreter_.holds(clause(at).formula.predicate, state)) return false;
    violation = of_state(state);
    violation->clause = at.clause;
    violated_ = true;
    return true;
  });
}

void Monitor::check_reachable(const Word* state) {
  std::erase_if(reachable_, [&](const OpenClause& at) {
    if (!interpreter_.holds(clause(at).formula.predicate, state)) return false;
    auto& witness = properties_[at.property].witnesses[at.clause];
    witness = of_state(state);
    witness->clause = at.clause;
    return true;
  });
}

void Monitor::check_antecedents(const Word* state, FormulaKind kind) {
  std::erase_if(antecedents_, [&](const OpenAntecedent& at) {
    return clause(at).kind == kind && interpreter_.holds(*at.predicate, state);
  });
}

Finding Monitor::of_state(const Word* state) const {
  Finding finding;
  finding.depth = depth_;
  finding.state.assign(state, state + system_.words);
  return finding;
}

Finding Monitor::of_way(const Successor& way) const {
  std::vector<checker::Value> choices(way.choices.begin(), way.choices.end());
  if (source_ == nullptr) {
    Finding finding;
    finding.start = std::move(choices);
    return finding;
  }
  Finding finding = of_state(source_);
  finding.step = checker::Step{way.instance, std::move(choices)};
  return finding;
}

}  // namespace pagerace::properties
