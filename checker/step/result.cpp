#include "checker/step/result.hpp"

namespace pagerace::checker {

StopText text_of(Stop stop) {
  switch (stop) {
    case Stop::Complete:
      return {"complete", "the whole space was searched"};
    case Stop::MaxStates:
      return {"max-states reached", "the limit on states was reached"};
    case Stop::MaxDepth:
      return {"max-depth reached", "the limit on depth was reached"};
    case Stop::Timeout:
      return {"timeout reached", "time ran out"};
    case Stop::Memory:
      return {"out of memory", "memory ran out"};
    case Stop::Interrupted:
      return {"interrupted", "it was interrupted"};
    case Stop::AllDecided:
      return {"stopped at the first violation", "the search ended at the first violation"};
    case Stop::Omissions:
      return {"the store is not exact", "the store may have taken new states for known ones"};
  }
  return {"unknown", ""};
}

Step step_of(const Transition& transition) { return {transition.thread, choices_of(transition)}; }

std::vector<Value> choices_of(const Transition& transition) {
  return {transition.choices, transition.choices + transition.choice_count};
}

Subject subject_of(const system::TransitionSystem& system, std::uint32_t failure) {
  if (failure >= kMadeUpFailure) return {-1, static_cast<system::Check>(failure - kMadeUpFailure)};
  const system::Failure& at = system.failures.at(failure);
  return {at.property, at.check};
}

}  // namespace pagerace::checker
