// The reduction for native code.
#pragma once

#include "checker/native/parts.hpp"
#include "checker/reduce/partial_order/plan.hpp"

namespace pagerace::checker::partial_order {

/// Makes native code take the same steps as PersistentSteps with this plan. Numbers only: nothing of the model's
/// text.
void add_to(native::NativeParts& parts, const Plan& plan);

}  // namespace pagerace::checker::partial_order
