// What calls what: recursion, waiting where there is no giving way, functions that nothing calls.
#pragma once

#include "model/semantics/context.hpp"
#include "model/semantics/effects.hpp"

namespace pagerace::semantics {

/// Functions are inlined, so there can be no recursion. False, with an error for each cycle, where there is some.
bool check_recursion(Context& context);

/// Calls inside atomic of functions that wait. Needs a program without recursion.
void check_waiting(Context& context, EffectsOf& effects);

/// Warns of the scenario's own functions that nothing calls.
void check_unused(Context& context);

}  // namespace pagerace::semantics
