#include "properties/verdict.hpp"

#include <algorithm>
#include <string>

namespace pagerace::properties {

using checker::Outcome;
using checker::Stop;
using checker::Verdict;
using system::Check;
using system::FormulaKind;

namespace {

const char* const kNoStart = "the program has no initial state";

class Judge {
 public:
  Judge(const system::TransitionSystem& system, const Monitor& monitor, const Evidence& evidence)
      : system_(system), monitor_(monitor), evidence_(evidence), stop_(evidence.stop) {}

  Verdict property(int index) const {
    const auto& property = system_.properties[index];
    const PropertyState& state = monitor_.properties()[index];
    Verdict verdict;
    verdict.subject.property = index;
    verdict.name = property.name;
    verdict.from_scenario = property.from_scenario;
    if (state.violation) {
      verdict.outcome = Outcome::Violated;
      verdict.finding = state.violation;
    } else if (stop_ == Stop::Complete) {
      judge_complete(property, index, verdict);
    } else if (needs_whole_space(property, state)) {
      verdict.outcome = Outcome::Inconclusive;
      verdict.reason = text_of(stop_).reason;
    } else {
      verdict.outcome = Outcome::Holds;
    }
    if (verdict.outcome == Outcome::Holds) {
      verdict.finding = first_witness(state);
      if (needs_whole_space(property, state)) verdict.reason = where_cut();
    }
    return verdict;
  }

  Verdict built_in(Check check) const {
    Verdict verdict;
    verdict.subject.check = check;
    verdict.name = system::name_of(check);
    verdict.finding = monitor_.built_in()[static_cast<std::size_t>(check)];
    if (verdict.finding) {
      verdict.outcome = Outcome::Violated;
    } else if (stop_ != Stop::Complete) {
      verdict.reason = text_of(stop_).reason;
    } else if (evidence_.endings_undecided && is_about_endings(check)) {
      verdict.reason = text_of(*evidence_.endings_undecided).reason;
    } else if (!monitor_.started()) {
      verdict.outcome = Outcome::Vacuous;
      verdict.reason = kNoStart;
    } else {
      verdict.outcome = Outcome::Holds;
      verdict.reason = where_cut();
    }
    return verdict;
  }

 private:
  void judge_complete(const system::Property& property, int index, Verdict& verdict) const {
    verdict.reason = unreachable_clause(property, index);
    if (!verdict.reason.empty()) {
      verdict.outcome = Outcome::Violated;
      return;
    }
    verdict.reason = why_vacuous(property, index);
    verdict.outcome = verdict.reason.empty() ? Outcome::Holds : Outcome::Vacuous;
  }

  /// A step that fails has no successor, so nothing is known about what would follow.
  std::string where_cut() const {
    std::string names;
    for (std::size_t check = 0; check < system::kCheckNames.size(); ++check) {
      if (!monitor_.built_in()[check] || !ends_execution(static_cast<Check>(check))) continue;
      names += (names.empty() ? "" : ", ") + std::string(system::kCheckNames[check]);
    }
    return names.empty() ? "" : "executions that end in " + names + " go no further";
  }

  /// Without daemons, a deadlock is a state without a step, which the search finds by itself.
  bool is_about_endings(Check check) const {
    const auto is_daemon = [](const system::ThreadTemplate& thread) { return thread.is_daemon; };
    return check == Check::Livelock ||
           (check == Check::Deadlock && std::any_of(system_.templates.begin(), system_.templates.end(), is_daemon));
  }

  std::string unreachable_clause(const system::Property& property, int index) const {
    for (std::size_t clause = 0; clause < property.clauses.size(); ++clause) {
      if (property.clauses[clause].kind != FormulaKind::Reachable) continue;
      if (!monitor_.properties()[index].witnesses[clause]) return "no state makes its `reachable` formula true";
    }
    return {};
  }

  /// Empty if the property could have failed.
  std::string why_vacuous(const system::Property& property, int index) const {
    if (property.clauses.empty() && property.assertions.empty())
      return "it has no formula, and no thread reaches an assert of its probes";
    const auto has = [&](FormulaKind kind) {
      return std::any_of(property.clauses.begin(), property.clauses.end(),
                         [&](const auto& c) { return c.kind == kind; });
    };
    if (has(FormulaKind::Always) && !evidence_.met_state) return kNoStart;
    if (has(FormulaKind::AtEnd) && !evidence_.met_end) return "no execution reaches its end, which `at_end` is about";
    if (monitor_.properties()[index].has_open_antecedent) return "the left side of its `imply` is true in no state";
    const auto reached = [&](std::uint32_t failure) { return evidence_.coverage.failures[failure] != 0; };
    if (!property.assertions.empty() && std::none_of(property.assertions.begin(), property.assertions.end(), reached)) {
      return property.assertions.size() == 1 ? "its assert was never reached" : "none of its asserts was reached";
    }
    return {};
  }

  /// Whether something is left that only a complete search can decide.
  static bool needs_whole_space(const system::Property& property, const PropertyState& state) {
    if (property.clauses.empty() || !property.assertions.empty()) return true;
    for (std::size_t clause = 0; clause < property.clauses.size(); ++clause) {
      if (property.clauses[clause].kind != FormulaKind::Reachable || !state.witnesses[clause]) return true;
    }
    return false;
  }

  static std::optional<checker::Finding> first_witness(const PropertyState& state) {
    for (const auto& witness : state.witnesses) {
      if (witness) return witness;
    }
    return std::nullopt;
  }

  const system::TransitionSystem& system_;
  const Monitor& monitor_;
  const Evidence& evidence_;
  Stop stop_;
};

}  // namespace

std::vector<Verdict> verdicts(const system::TransitionSystem& system, const Monitor& monitor,
                              const Evidence& evidence) {
  const Judge judge(system, monitor, evidence);
  std::vector<Verdict> all;
  for (std::size_t index = 0; index < system.properties.size(); ++index) {
    all.push_back(judge.property(static_cast<int>(index)));
  }
  for (std::size_t check = 0; check < system::kCheckNames.size(); ++check) {
    all.push_back(judge.built_in(static_cast<Check>(check)));
  }
  return all;
}

bool ends_execution(Check check) {
  return check != Check::Deadlock && check != Check::Livelock && check != Check::WarnOn && check != Check::Assertion;
}

}  // namespace pagerace::properties
