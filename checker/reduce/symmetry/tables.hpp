// Fills in the tables of the canonicaliser from what the analysis found.
#pragma once

#include <optional>
#include <vector>

#include "checker/reduce/symmetry/analysis.hpp"
#include "checker/reduce/symmetry/canonical_tables.hpp"

namespace pagerace::checker::symmetry {

/// Nothing, and what is in the way, where it cannot be done.
std::optional<Tables> make_tables(const system::TransitionSystem& system, const Analysis& analysis,
                                  std::vector<Failure>& obstacles);

}  // namespace pagerace::checker::symmetry
