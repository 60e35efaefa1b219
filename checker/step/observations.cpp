#include "checker/step/observations.hpp"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

namespace pagerace::checker {

using system::Check;

bool operator<(const Observation& left, const Observation& right) {
  const auto thread = [](const Observation& at) { return at.step ? at.step->instance : 0; };
  const auto choices = [](const Observation& at) {
    return at.step ? at.step->choices : at.start.value_or(std::vector<Value>());
  };
  if (left.step.has_value() != right.step.has_value()) return !left.step;
  if (left.state != right.state) return left.state < right.state;
  return std::tuple(thread(left), choices(left), left.failure) <
         std::tuple(thread(right), choices(right), right.failure);
}

Observations::Observations(const system::TransitionSystem& system, std::uint32_t words, std::size_t queries)
    : system_(system),
      words_(words),
      answers_(queries),
      properties_(system.properties.size()),
      built_in_(system::kCheckNames.size()) {}

void Observations::note(Slot& slot, Observation observation) {
  any_ = true;
  if (!slot || observation < *slot) slot = std::move(observation);
}

Observations::Slot& Observations::slot_of(std::uint32_t failure) {
  const Subject of = subject_of(system_, failure);
  return of.property >= 0 ? properties_.at(of.property) : built_in_.at(static_cast<std::size_t>(of.check));
}

template <class Make>
void Observations::each_failure(const Transition& transition, Make&& make) {
  const auto tell = [&](std::uint32_t failure) {
    Observation observation = make();
    if (failure < kMadeUpFailure) observation.failure = static_cast<int>(failure);
    note(slot_of(failure), std::move(observation));
  };
  if (transition.failure != kNoFailure) tell(transition.failure);
  for (std::uint32_t i = 0; i < transition.report_count; ++i) tell(transition.reports[i]);
}

void Observations::answer(std::uint32_t query, const Word* state) {
  Slot& slot = answers_[query];
  any_ = true;
  const std::span known = slot ? std::span<const Word>(slot->state) : std::span<const Word>();
  const std::span now(state, words_);
  if (slot && !slot->step && !std::lexicographical_compare(now.begin(), now.end(), known.begin(), known.end())) return;
  slot = Observation{{now.begin(), now.end()}, {}, {}, -1};
}

void Observations::answer(std::uint32_t query, const Word* source, const Transition& transition) {
  note(answers_[query], Observation{{source, source + words_}, step_of(transition), {}, -1});
}

void Observations::step(const Word* source, const Transition& transition) {
  each_failure(transition, [&] { return Observation{{source, source + words_}, step_of(transition), {}, -1}; });
}

void Observations::start(const Transition& transition) {
  each_failure(transition, [&] { return Observation{{}, {}, choices_of(transition), -1}; });
}

void Observations::deadlock(const Word* state) {
  note(built_in_[static_cast<std::size_t>(Check::Deadlock)], Observation{{state, state + words_}, {}, {}, -1});
}

std::vector<Observations::Slot*> Observations::slots() {
  std::vector<Slot*> all;
  for (auto* kind : {&answers_, &properties_, &built_in_}) {
    for (Slot& slot : *kind) all.push_back(&slot);
  }
  return all;
}

void Observations::take_up(const std::vector<Slot>& slots) {
  const std::vector<Slot*> mine = this->slots();
  for (std::size_t i = 0; i < mine.size(); ++i) {
    *mine[i] = slots.at(i);
    any_ = any_ || mine[i]->has_value();
  }
}

void Observations::merge(Observations& other) {
  if (!other.any_) return;
  const std::vector<Slot*> mine = slots(), others = other.slots();
  for (std::size_t i = 0; i < mine.size(); ++i) {
    if (*others[i]) note(*mine[i], std::move(**others[i]));
    others[i]->reset();
  }
  other.any_ = false;
}

}  // namespace pagerace::checker
