// The search's own successors of single states, for what goes through the states again afterwards.
#pragma once

#include <functional>
#include <memory>

#include "checker/step/savings.hpp"
#include "checker/step/transition.hpp"

namespace pagerace::checker {

/// For one thread. The transitions are those of the search, with the same reductions: their states are canonical, and
/// of a chain that was passed through there is one transition, whose thread is no daemon if such a thread moved in it.
class Successors {
 public:
  /// Returns false if it has seen enough.
  using Sink = std::function<bool(const Transition&)>;

  virtual ~Successors() = default;
  /// `mode`: of the partial-order reduction in the level of the state.
  virtual void of(const Word* state, partial_order::Mode mode, const Sink& sink) = 0;
  /// Whether every thread that is not a daemon has finished.
  virtual bool all_done(const Word* state) const = 0;
};

using MakeSuccessors = std::function<std::unique_ptr<Successors>()>;

}  // namespace pagerace::checker
