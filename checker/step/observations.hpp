// What is observed in one level of the search. Only the least observation of each kind counts, so the result does not
// depend on the order in which states are expanded, or on the thread that expands them.
#pragma once

#include <optional>
#include <vector>

#include "checker/step/result.hpp"
#include "checker/step/transition.hpp"

namespace pagerace::checker {

/// Like a Finding without depth and clause, which the level listener knows. Ordered by state, thread, choices, failure;
/// what is seen of a state comes before what is seen of a step, which ends one level deeper.
struct Observation {
  std::vector<Word> state;  ///< the bad state; for a step, its source state; empty for a start that fails
  std::optional<Step> step;
  std::optional<std::vector<Value>> start;
  int failure = -1;  ///< index into TransitionSystem::failures; -1: none, or made up
};

/// The observations of one worker, or of several workers merged. Not thread-safe.
class Observations {
 public:
  /// `words`: the size of a state.
  Observations(const system::TransitionSystem& system, std::uint32_t words, std::size_t queries);

  void answer(std::uint32_t query, const Word* state);
  void answer(std::uint32_t query, const Word* source, const Transition& transition);
  void step(const Word* source, const Transition& transition);  ///< a step that fails or reports something
  void start(const Transition& transition);                     ///< a start that fails or reports
  void deadlock(const Word* state);

  void merge(Observations& other);  ///< empties `other`
  bool empty() const { return !any_; }

  using Slot = std::optional<Observation>;
  const std::vector<Slot>& answers() const { return answers_; }        ///< by query
  const std::vector<Slot>& properties() const { return properties_; }  ///< by property: asserts that failed
  const std::vector<Slot>& built_in() const { return built_in_; }      ///< by Check

  /// For resuming an interrupted level.
  std::vector<Slot*> slots();
  void take_up(const std::vector<Slot>& slots);  ///< `slots` has as many as slots() returns

 private:
  Slot& slot_of(std::uint32_t failure);
  void note(Slot& slot, Observation observation);
  template <class Make>
  void each_failure(const Transition& transition, Make&& make);

  const system::TransitionSystem& system_;
  std::uint32_t words_;
  std::vector<Slot> answers_, properties_, built_in_;
  bool any_ = false;
};

bool operator<(const Observation& left, const Observation& right);

}  // namespace pagerace::checker
