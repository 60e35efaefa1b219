// Finds the symmetries of a program (docs/symmetry.md), so that of states that a permutation maps to each other only
// one is stored. Nothing has to be declared. Symmetry reduction with scalarsets: Ip and Dill, 1996.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/reduce/symmetry/canonical.hpp"
#include "checker/reduce/symmetry/tables.hpp"
#include "checker/step/cancellation.hpp"

namespace pagerace::checker::symmetry {

/// The canonicaliser of the interpreter. The Symmetry that it comes from must outlive it.
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

  std::shared_ptr<const Tables> tables_;  ///< has the same address after a move
  std::string description_;
};

struct Found {
  std::optional<Symmetry> symmetry;
  std::vector<Reason> reasons;  ///< why other threads that share code, and other arrays, are not alike; one each
  std::shared_ptr<const Analysis> analysis;  ///< by which it was found; null if there was nothing to look at
};

/// Every state is bisimilar to the one that the canonicaliser gives for it, and they agree on all formulas, reports,
/// failures and deadlocks, so that a search of canonical states finds the same verdicts at the same depths. Threads and
/// elements of arrays are taken in whatever the program does with them: it must not tell them apart. The system must
/// outlive the analysis.
Found find_symmetry(const system::TransitionSystem& system, const Cancellation& cancellation = {});

}  // namespace pagerace::checker::symmetry
