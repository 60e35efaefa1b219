#include "checker/step/result.hpp"

namespace pagerace::checker {

Step step_of(const Transition& transition) { return {transition.thread, choices_of(transition)}; }

std::vector<Value> choices_of(const Transition& transition) {
  return {transition.choices, transition.choices + transition.choice_count};
}

Subject subject_of(const system::TransitionSystem& system, std::uint32_t failure) {
  if (failure >= kMadeUpFailure) return {-1, static_cast<semantics::Check>(failure - kMadeUpFailure)};
  const system::Failure& at = system.failures.at(failure);
  return {at.property, at.check};
}

}  // namespace pagerace::checker
