// Finds the symmetries of a program (docs/symmetry.md). Of all states that permutations map to each other, only one is
// then stored. Nothing has to be declared. Symmetry reduction with scalarsets: Ip and Dill, 1996.
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

  std::shared_ptr<const Tables> tables_;  ///< keeps its address when this object is moved
  std::string description_;
};

struct Found {
  std::optional<Symmetry> symmetry;
  std::vector<Reason> reasons;  ///< one for each: why other threads that share code, and other arrays, are not permuted
  std::shared_ptr<const Analysis> analysis;  ///< found the symmetry; null if there was nothing to analyse
};

/// Every state is bisimilar to its canonical state, and both agree on all formulas, reports, failures and deadlocks. So
/// a search of canonical states finds the same verdicts at the same depths. The program may use threads and elements of
/// arrays in any way that does not distinguish them. The system must outlive the analysis.
Found find_symmetry(const system::TransitionSystem& system, const Cancellation& cancellation = {});

}  // namespace pagerace::checker::symmetry
