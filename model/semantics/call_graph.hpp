// Which function calls which: finds recursion, waiting inside atomic, and functions that nothing calls.
#pragma once

#include "model/semantics/context.hpp"
#include "model/semantics/effects.hpp"

namespace pagerace::semantics {

/// Functions are inlined, so recursion is not allowed. Reports an error for each cycle and then returns false.
bool check_recursion(Context& context);

/// Reports calls of waiting functions inside atomic. Needs a program without recursion.
void check_waiting(Context& context, EffectsOf& effects);

/// Reports overrides that are no step any more, where the function that they replace was, and who calls it is one: their
/// steps would be one step, in silence.
void check_atomic_overrides(Context& context);

/// Warns of the scenario's own functions that nothing calls.
void check_unused(Context& context);

}  // namespace pagerace::semantics
