// The registers that symmetry reduction may change between two steps of a thread.
#pragma once

#include "checker/reduce/partial_order/analyse.hpp"
#include "checker/reduce/symmetry/tables.hpp"

namespace pagerace::checker::partial_order {

/// For a search that makes states canonical with these tables: the registers in the codes of threads whose values stand
/// for columns. The system must outlive the result.
Permutes permuted_by(const system::TransitionSystem& system, const symmetry::Tables& tables);

}  // namespace pagerace::checker::partial_order
