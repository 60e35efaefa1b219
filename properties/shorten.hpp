// Searches again for what partial-order reduction found, this time without it, to get the shortest paths.
#pragma once

#include "checker/step/limits.hpp"
#include "properties/check.hpp"

namespace pagerace::properties {

/// Replaces the findings, the log and the reductions of `checked` by those of a search without partial-order reduction,
/// which ends as soon as it has found all of them. If it meets a bound first, what it did not find has no finding. Does
/// nothing if there are no findings. Throws std::logic_error if the whole space does not hold one of them: then the
/// reduction is wrong, a fault of pagerace.
void shorten(const system::TransitionSystem& system, const checker::SearchOptions& options,
             const checker::Limits& limits, Checked& checked);

}  // namespace pagerace::properties
