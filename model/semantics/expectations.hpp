// `expect` declarations of the scenario.
#pragma once

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

/// Those of imported files belong to other scenarios and are left out. Needs the properties.
void check_expectations(Context& context);

}  // namespace pagerace::semantics
