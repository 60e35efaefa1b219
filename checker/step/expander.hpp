// An engine as the search sees it: something that finds the initial states, and expands chunks of states.
#pragma once

#include <functional>

#include "checker/step/coverage.hpp"
#include "checker/step/worker.hpp"

namespace pagerace::checker {

/// Told of a start, as of a step of thread 0. What it throws ends the search.
using StartListener = std::function<void(const Transition&)>;

/// One for each thread of the search. Different engines that are given the same system, reductions and store find the
/// same: the search may change from one to another between two chunks.
class Expander {
 public:
  virtual ~Expander() = default;
  /// As pagerace::checker::add_starts.
  virtual bool start(Worker& worker, const StartListener& listener) = 0;
  /// As pagerace::checker::expand.
  virtual bool expand(Worker& worker, const Word* states, std::uint32_t count) = 0;
  /// What this one has executed so far.
  virtual const Coverage& coverage() const = 0;
};

}  // namespace pagerace::checker
