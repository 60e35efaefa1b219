// Makes the tables of the canonicaliser from the results of the analysis.
#pragma once

#include <optional>
#include <vector>

#include "checker/reduce/symmetry/analysis.hpp"
#include "checker/reduce/symmetry/canonical_tables.hpp"

namespace pagerace::checker::symmetry {

/// Returns nothing if this is impossible; `obstacles` then says why.
std::optional<Tables> make_tables(const system::TransitionSystem& system, const Analysis& analysis,
                                  std::vector<Failure>& obstacles);

}  // namespace pagerace::checker::symmetry
