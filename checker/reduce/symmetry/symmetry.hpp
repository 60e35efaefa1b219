// Finds out what in a program is alike (docs/symmetry.md), so that of states that differ in which is which, one is
// enough. Nobody has to declare anything.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/reduce/symmetry/canonical.hpp"
#include "checker/reduce/symmetry/tables.hpp"
#include "checker/step/cancellation.hpp"

namespace pagerace::checker::symmetry {

/// Of the interpreter. Refers to the Symmetry that it comes from.
using TableCanonical = Canonical<Tables>;

class Symmetry {
 public:
  Symmetry(const system::TransitionSystem& system, const Analysis& analysis, Tables tables);

  /// "walker x6, pages x4 where passed"
  const std::string& description() const { return description_; }
  /// For one thread of a search.
  TableCanonical canonical() const { return TableCanonical(*tables_); }
  const Tables& tables() const { return *tables_; }

 private:
  std::string describe(const system::TransitionSystem& system, const Analysis& analysis) const;

  std::shared_ptr<const Tables> tables_;  ///< which keeps its address where this is moved
  std::string description_;
};

struct Found {
  std::optional<Symmetry> symmetry;
  std::vector<Reason> reasons;  ///< why other threads that share code, and other arrays, are not alike; one each
  std::shared_ptr<const Analysis> analysis;  ///< what it was found by; null where there was nothing to look at
};

/// Every state is bisimilar to the one that the canonicaliser gives for it, and they agree on all formulas, reports,
/// failures and deadlocks, so that a search of canonical states finds the same verdicts at the same depths. Threads and
/// elements of arrays are taken in whatever the program does with them: it must not tell them apart. The system must
/// outlive the analysis.
Found find_symmetry(const system::TransitionSystem& system, const Cancellation& cancellation = {});

}  // namespace pagerace::checker::symmetry
