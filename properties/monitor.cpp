#include "properties/monitor.hpp"

#include <algorithm>
#include <utility>

namespace pagerace::properties {

using checker::AskedFormula;
using checker::Finding;
using checker::Sighting;
using checker::Sightings;

namespace {

Finding finding_of(const Sighting& sighting, std::uint32_t depth) {
  Finding finding;
  finding.depth = depth;
  finding.state = sighting.state;
  finding.step = sighting.step;
  finding.start = sighting.start;
  finding.failure = sighting.failure;
  return finding;
}

}  // namespace

Monitor::Monitor(const system::TransitionSystem& system, bool stop_at_first)
    : questions_(checker::questions_of(system)),
      answered_(questions_.size(), 0),
      properties_(system.properties.size()),
      stop_at_first_(stop_at_first) {
  for (std::size_t property = 0; property < properties_.size(); ++property) {
    properties_[property].witnesses.resize(system.properties[property].clauses.size());
  }
  find_open_antecedents();
}

/// Nothing about a property that is violated matters any more.
std::vector<std::uint32_t> Monitor::open() const {
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < questions_.size(); ++i) {
    if (answered_[i] == 0 && !properties_[questions_[i].property].violation) open.push_back(i);
  }
  return open;
}

void Monitor::started(const Sightings& sightings, bool any) {
  started_ = any;
  note_failures(sightings, 0);
  note_answers(sightings, 0);
}

void Monitor::expanded(const Sightings& sightings, std::uint32_t depth) {
  if (sightings.empty()) return;
  note_failures(sightings, depth + 1);
  note_answers(sightings, depth + 1);
}

void Monitor::note_answers(const Sightings& sightings, std::uint32_t depth) {
  for (std::uint32_t i = 0; i < questions_.size(); ++i) {
    const auto& sighting = sightings.answers()[i];
    if (!sighting || answered_[i] != 0) continue;
    answered_[i] = 1;
    const AskedFormula& asked = questions_[i];
    PropertyState& property = properties_[asked.property];
    auto& finding = asked.kind == AskedFormula::Kind::Violation ? property.violation : property.witnesses[asked.clause];
    if (asked.kind == AskedFormula::Kind::Antecedent || finding) continue;
    finding = finding_of(*sighting, depth);
    finding->clause = asked.clause;
    violated_ |= asked.kind == AskedFormula::Kind::Violation;
  }
  find_open_antecedents();
}

/// A deadlock is a state, and so one step less deep than a step out of it would be.
void Monitor::note_failures(const Sightings& sightings, std::uint32_t depth) {
  const auto note = [&](std::optional<Finding>& finding, const std::optional<Sighting>& sighting) {
    if (!sighting || finding) return;
    const bool is_state = !sighting->step && !sighting->start;
    finding = finding_of(*sighting, is_state ? depth - 1 : depth);
    violated_ = true;
  };
  for (std::size_t i = 0; i < properties_.size(); ++i) note(properties_[i].violation, sightings.properties()[i]);
  for (std::size_t i = 0; i < built_in_.size(); ++i) note(built_in_[i], sightings.built_in()[i]);
}

void Monitor::find_open_antecedents() {
  for (PropertyState& property : properties_) property.has_open_antecedent = false;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    if (questions_[i].kind == AskedFormula::Kind::Antecedent && answered_[i] == 0) {
      properties_[questions_[i].property].has_open_antecedent = true;
    }
  }
}

Monitor::Memory Monitor::memory() const { return {answered_, properties_, built_in_, started_}; }

void Monitor::recall(const Memory& memory) {
  answered_ = memory.answered;
  properties_ = memory.properties;
  built_in_ = memory.built_in;
  started_ = memory.started;
  violated_ =
      std::any_of(built_in_.begin(), built_in_.end(), [](const auto& finding) { return finding.has_value(); }) ||
      std::any_of(properties_.begin(), properties_.end(), [](const auto& at) { return at.violation.has_value(); });
  find_open_antecedents();
}

}  // namespace pagerace::properties
