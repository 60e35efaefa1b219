#include "properties/monitor.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pagerace::properties {

using checker::Finding;
using checker::FormulaQuery;
using checker::Observation;
using checker::Observations;

namespace {

Finding finding_of(const Observation& observation, std::uint32_t depth) {
  Finding finding;
  finding.depth = depth;
  finding.state = observation.state;
  finding.step = observation.step;
  finding.start = observation.start;
  finding.failure = observation.failure;
  return finding;
}

}  // namespace

Monitor::Monitor(const system::TransitionSystem& system, bool stop_at_first)
    : queries_(checker::queries_of(system)),
      answered_(queries_.size(), 0),
      properties_(system.properties.size()),
      stop_at_first_(stop_at_first) {
  for (std::size_t property = 0; property < properties_.size(); ++property) {
    properties_[property].witnesses.resize(system.properties[property].clauses.size());
  }
  find_open_antecedents();
}

/// Once a property is violated, its queries no longer matter.
std::vector<std::uint32_t> Monitor::undecided() const {
  std::vector<std::uint32_t> undecided;
  for (std::uint32_t i = 0; i < queries_.size(); ++i) {
    if (answered_[i] == 0 && !properties_[queries_[i].property].violation) undecided.push_back(i);
  }
  return undecided;
}

void Monitor::started(const Observations& observations, bool any) {
  started_ = any;
  note_failures(observations, 0);
  note_answers(observations, 0);
}

void Monitor::expanded(const Observations& observations, std::uint32_t depth) {
  if (observations.empty()) return;
  note_failures(observations, depth + 1);
  note_answers(observations, depth + 1);
}

void Monitor::note_answers(const Observations& observations, std::uint32_t depth) {
  for (std::uint32_t i = 0; i < queries_.size(); ++i) {
    const auto& observation = observations.answers()[i];
    if (!observation || answered_[i] != 0) continue;
    answered_[i] = 1;
    const FormulaQuery& asked = queries_[i];
    PropertyState& property = properties_[asked.property];
    // A run that ends violates what is about steps in a state of the level before.
    const std::uint32_t at = asked.query.of_steps && !observation->step ? depth - 1 : depth;
    auto& finding = asked.kind == FormulaQuery::Kind::Violation ? property.violation : property.witnesses[asked.clause];
    if (asked.kind == FormulaQuery::Kind::Antecedent || (finding && finding->depth <= at)) continue;
    finding = finding_of(*observation, at);
    finding->clause = asked.clause;
    violated_ |= asked.kind == FormulaQuery::Kind::Violation;
  }
  find_open_antecedents();
}

/// A deadlock is a state, so it is one level less deep than a step out of that state.
void Monitor::note_failures(const Observations& observations, std::uint32_t depth) {
  const auto note = [&](std::optional<Finding>& finding, const std::optional<Observation>& observation) {
    if (!observation || finding) return;
    const bool is_state = !observation->step && !observation->start;
    finding = finding_of(*observation, is_state ? depth - 1 : depth);
    violated_ = true;
  };
  for (std::size_t i = 0; i < properties_.size(); ++i) note(properties_[i].violation, observations.properties()[i]);
  for (std::size_t i = 0; i < built_in_.size(); ++i) note(built_in_[i], observations.built_in()[i]);
}

void Monitor::note(system::Check check, Finding finding) {
  std::optional<Finding>& known = built_in_[static_cast<std::size_t>(check)];
  violated_ = true;
  if (!known || std::tie(finding.depth, finding.state) < std::tie(known->depth, known->state)) {
    known = std::move(finding);
  }
}

void Monitor::find_open_antecedents() {
  for (PropertyState& property : properties_) property.open_antecedents.clear();
  for (std::size_t i = 0; i < queries_.size(); ++i) {
    if (queries_[i].kind == FormulaQuery::Kind::Antecedent && answered_[i] == 0) {
      properties_[queries_[i].property].open_antecedents.push_back(queries_[i].span);
    }
  }
}

MonitorSnapshot Monitor::snapshot() const { return {answered_, properties_, built_in_, started_}; }

void Monitor::restore(const MonitorSnapshot& snapshot) {
  answered_ = snapshot.answered;
  properties_ = snapshot.properties;
  built_in_ = snapshot.built_in;
  started_ = snapshot.started;
  violated_ =
      std::any_of(built_in_.begin(), built_in_.end(), [](const auto& finding) { return finding.has_value(); }) ||
      std::any_of(properties_.begin(), properties_.end(), [](const auto& at) { return at.violation.has_value(); });
  find_open_antecedents();
}

}  // namespace pagerace::properties
