// Looks once more for what partial-order reduction found, where it leaves nothing out: the shortest way there.
#pragma once

#include "checker/step/limits.hpp"
#include "properties/check.hpp"

namespace pagerace::properties {

/// Replaces the findings, the log and the reductions of `checked` by those of a search without partial-order reduction
/// that ends as soon as it has found all of them. What it does not find before some bound is met has no finding then.
/// Nothing is done where there are no findings. Throws std::logic_error where the whole space does not hold one: the
/// reduction is wrong then, a fault of pagerace.
void shorten(const system::TransitionSystem& system, const checker::SearchOptions& options,
             const checker::Limits& limits, Checked& checked);

}  // namespace pagerace::properties
