// Checks the `expect` declarations of the scenario.
#pragma once

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

/// Ignores those of imported files, because they belong to other scenarios. Needs the properties.
void check_expectations(Context& context);

}  // namespace pagerace::semantics
