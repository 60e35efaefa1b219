// An engine as the search sees it: something that expands chunks of states.
#pragma once

#include <memory>
#include <string>

#include "checker/step/coverage.hpp"
#include "checker/step/worker.hpp"

namespace pagerace::checker {

class Visited;

/// One for each thread of the search.
class Expander {
 public:
  virtual ~Expander() = default;
  /// As pagerace::checker::expand.
  virtual bool expand(Worker& worker, const Word* states, std::uint32_t count) = 0;
  /// What this one has executed so far.
  virtual const Coverage& coverage() const = 0;
};

/// Makes expanders for one system, one set of reductions and one store. Different engines that are given the same find
/// the same: the search may change from one to another between two chunks.
class ExpanderFactory {
 public:
  virtual ~ExpanderFactory() = default;
  virtual std::unique_ptr<Expander> make(Visited& visited) = 0;
  virtual std::string name() const = 0;  ///< "interpreter", "native"
};

}  // namespace pagerace::checker
