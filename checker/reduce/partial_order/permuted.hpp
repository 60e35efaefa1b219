// What symmetry reduction may change between two steps of a thread.
#pragma once

#include "checker/reduce/partial_order/analyse.hpp"
#include "checker/reduce/symmetry/tables.hpp"

namespace pagerace::checker::partial_order {

/// For a search that makes states canonical with these tables: the registers, held in the codes of threads, that stand
/// for something that is permuted. The system must outlive the result.
Permutes permuted_by(const system::TransitionSystem& system, const symmetry::Tables& tables);

}  // namespace pagerace::checker::partial_order
