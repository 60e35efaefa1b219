#include "checker/step/sightings.hpp"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

namespace pagerace::checker {

using system::Check;

bool operator<(const Sighting& left, const Sighting& right) {
  const auto thread = [](const Sighting& at) { return at.step ? at.step->instance : 0; };
  const auto choices = [](const Sighting& at) {
    return at.step ? at.step->choices : at.start.value_or(std::vector<Value>());
  };
  if (left.state != right.state) return left.state < right.state;
  return std::tuple(thread(left), choices(left), left.failure) <
         std::tuple(thread(right), choices(right), right.failure);
}

Sightings::Sightings(const system::TransitionSystem& system, std::size_t questions)
    : system_(system),
      answers_(questions),
      properties_(system.properties.size()),
      built_in_(system::kCheckNames.size()) {}

void Sightings::note(Slot& slot, Sighting sighting) {
  any_ = true;
  if (!slot || sighting < *slot) slot = std::move(sighting);
}

Sightings::Slot& Sightings::slot_of(std::uint32_t failure) {
  if (failure >= kMadeUpFailure) return built_in_.at(failure - kMadeUpFailure);
  const system::Failure& at = system_.failures.at(failure);
  return at.property >= 0 ? properties_.at(at.property) : built_in_.at(static_cast<std::size_t>(at.check));
}

template <class Make>
void Sightings::each_failure(const Way& way, Make&& make) {
  const auto tell = [&](std::uint32_t failure) {
    Sighting sighting = make();
    if (failure < kMadeUpFailure) sighting.failure = static_cast<int>(failure);
    note(slot_of(failure), std::move(sighting));
  };
  if (way.failure != kNoFailure) tell(way.failure);
  for (std::uint32_t i = 0; i < way.report_count; ++i) tell(way.reports[i]);
}

void Sightings::answer(std::uint32_t question, const Word* state) {
  Slot& slot = answers_[question];
  any_ = true;
  const std::span known = slot ? std::span<const Word>(slot->state) : std::span<const Word>();
  const std::span now(state, system_.words);
  if (slot && !std::lexicographical_compare(now.begin(), now.end(), known.begin(), known.end())) return;
  slot = Sighting{{now.begin(), now.end()}, {}, {}, -1};
}

void Sightings::step(const Word* source, const Way& way) {
  each_failure(way, [&] {
    return Sighting{
        {source, source + system_.words}, Step{way.thread, {way.choices, way.choices + way.choice_count}}, {}, -1};
  });
}

void Sightings::start(const Way& way) {
  each_failure(way, [&] { return Sighting{{}, {}, std::vector(way.choices, way.choices + way.choice_count), -1}; });
}

void Sightings::deadlock(const Word* state) {
  note(built_in_[static_cast<std::size_t>(Check::Deadlock)], Sighting{{state, state + system_.words}, {}, {}, -1});
}

std::vector<Sightings::Slot*> Sightings::slots() {
  std::vector<Slot*> all;
  for (auto* kind : {&answers_, &properties_, &built_in_}) {
    for (Slot& slot : *kind) all.push_back(&slot);
  }
  return all;
}

void Sightings::take_up(const std::vector<Slot>& slots) {
  const std::vector<Slot*> mine = this->slots();
  for (std::size_t i = 0; i < mine.size(); ++i) {
    *mine[i] = slots.at(i);
    any_ = any_ || mine[i]->has_value();
  }
}

void Sightings::merge(Sightings& other) {
  if (!other.any_) return;
  const std::vector<Slot*> mine = slots(), others = other.slots();
  for (std::size_t i = 0; i < mine.size(); ++i) {
    if (*others[i]) note(*mine[i], std::move(**others[i]));
    others[i]->reset();
  }
  other.any_ = false;
}

}  // namespace pagerace::checker
