#include "properties/verdict.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

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
    } else if (needs_whole_space(property, state) || is_vacuous_so_far(property, index)) {
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
      const std::string cut = where_cut();
      if (!cut.empty()) verdict.reason += "; " + cut;
      verdict.outcome = Outcome::Violated;
      return;
    }
    verdict.reason = why_vacuous(property, index, verdict.parts);
    verdict.outcome = verdict.reason.empty() ? Outcome::Holds : Outcome::Vacuous;
    if (verdict.outcome == Outcome::Holds && has_dependence(index)) {
      verdict.parts = evidence_.dependences[index].also_without;
    }
  }

  bool has_dependence(int index) const { return static_cast<std::size_t>(index) < evidence_.dependences.size(); }

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

  bool is_vacuous_so_far(const system::Property& property, int index) const {
    std::vector<system::Span> parts;
    return !why_vacuous(property, index, parts).empty();
  }

  /// Empty if the property could have failed. It could not if one of its clauses or asserts could not.
  std::string why_vacuous(const system::Property& property, int index, std::vector<system::Span>& parts) const {
    if (property.clauses.empty() && property.asserts.empty() && property.assertions.empty())
      return "it has no formula and no assert";
    const auto has = [&](FormulaKind kind) {
      return std::any_of(property.clauses.begin(), property.clauses.end(),
                         [&](const auto& c) { return c.kind == kind; });
    };
    if (has(FormulaKind::Always) && !evidence_.met_state) return kNoStart;
    if (has(FormulaKind::AtEnd) && !evidence_.met_end) return "no execution reaches its end, which `at_end` is about";
    parts = monitor_.properties()[index].open_antecedents;
    if (!parts.empty()) return "the left side of its `imply` is true in no state";
    parts = unreached_asserts(property);
    if (!parts.empty()) {
      const std::size_t all = property.asserts.size();
      return all == 1 ? "its assert was never reached" : "an assert of it was never reached";
    }
    if (!has_dependence(index)) return {};
    parts = evidence_.dependences[index].settled;
    return parts.empty() ? "" : "nothing that decides it was written after `init`";
  }

  /// An assert may stand at many places, since calls are inlined. It is reached if it was evaluated at one of them.
  std::vector<system::Span> unreached_asserts(const system::Property& property) const {
    using Key = std::tuple<source::FileId, std::uint32_t, std::uint32_t>;
    std::map<Key, bool> reached;
    for (const system::Span& at : property.asserts) reached[{at.file, at.begin, at.end}] = false;
    for (const std::uint32_t failure : property.assertions) {
      const system::Span& at = system_.failures[failure].span;
      reached[{at.file, at.begin, at.end}] |= evidence_.coverage.failures[failure] != 0;
    }
    std::vector<system::Span> found;
    for (const auto& [key, was_reached] : reached) {
      if (!was_reached) found.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key)});
    }
    return found;
  }

  /// Whether something is left that only a complete search can decide.
  static bool needs_whole_space(const system::Property& property, const PropertyState& state) {
    if (property.clauses.empty() || !property.assertions.empty() || !property.asserts.empty()) return true;
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
  return check != Check::Deadlock && check != Check::Livelock && check != Check::WarnOn && check != Check::Assertion &&
         check != Check::SleepingInAtomic;
}

}  // namespace pagerace::properties
