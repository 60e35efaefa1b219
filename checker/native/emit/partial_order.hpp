// Adds the partial-order reduction to native code.
#pragma once

#include "checker/native/parts.hpp"
#include "checker/reduce/partial_order/plan.hpp"

namespace pagerace::checker::partial_order {

/// Makes native code take the same steps as PersistentSteps with this plan. Adds numbers only, no text of the model.
void add_to(native::NativeParts& parts, const Plan& plan);

}  // namespace pagerace::checker::partial_order
