// The queries about steps: formulas with `next`. They are asked where a state is expanded, of the state as it is and of
// its successors as they are, before anything is exchanged for symmetry. Compiled into pagerace for the interpreter,
// and at run time into native code for one model.
#pragma once

#include <cstdint>

#include "checker/step/moment.hpp"
#include "checker/step/worker.hpp"

namespace pagerace::checker {

/// Asks about the steps out of one state. Engine: holds(query, moment).
template <class Engine>
class StepQueries {
 public:
  StepQueries(Engine& engine, Worker& worker, const Word* state) : engine_(engine), worker_(worker), state_(state) {}

  bool are_any() const { return worker_.undecided_of_steps_count > 0; }

  void leads_to(const Transition& transition) {
    each_answered({state_, transition.state},
                  [&](std::uint32_t query) { worker_.answered_by_step(worker_.host, query, state_, transition); });
  }

  /// A run ends here: no step can be taken, or one fails.
  void stays() {
    each_answered(state_, [&](std::uint32_t query) { worker_.answered(worker_.host, query, state_); });
  }

 private:
  template <class Answered>
  void each_answered(Moment moment, Answered&& answered) {
    for (std::uint32_t i = 0; i < worker_.undecided_of_steps_count; ++i) {
      const std::uint32_t query = worker_.undecided_of_steps[i];
      if (engine_.holds(query, moment) == worker_.queries[query].answer) answered(query);
    }
  }

  Engine& engine_;
  Worker& worker_;
  const Word* const state_;
};

}  // namespace pagerace::checker
