// Fills in the tables of the canonicaliser from what the analysis found.
#pragma once

#include <optional>
#include <vector>

#include "checker/reduce/symmetry/analysis.hpp"
#include "checker/reduce/symmetry/canonical_tables.hpp"

namespace pagerace::checker::symmetry {

/// Nothing if it cannot be done; `obstacles` then says why.
std::optional<Tables> make_tables(const system::TransitionSystem& system, const Analysis& analysis,
                                  std::vector<Failure>& obstacles);

}  // namespace pagerace::checker::symmetry
