// An engine as the search sees it: it finds the initial states and expands chunks of states.
#pragma once

#include <functional>

#include "checker/step/coverage.hpp"
#include "checker/step/worker.hpp"

namespace pagerace::checker {

/// Receives each start as if it were a step of thread 0. An exception that it throws ends the search.
using StartListener = std::function<void(const Transition&)>;

/// There is one for each thread of the search. Different engines with the same system, reductions and store find the
/// same states, so the search may change engines between two chunks.
class Expander {
 public:
  virtual ~Expander() = default;
  /// See pagerace::checker::add_starts.
  virtual bool start(Worker& worker, const StartListener& listener) = 0;
  /// See pagerace::checker::expand.
  virtual bool expand(Worker& worker, const Word* states, std::uint32_t count) = 0;
  /// What this expander has executed so far.
  virtual const Coverage& coverage() const = 0;
};

}  // namespace pagerace::checker
