// Properties: ghost state, probes, formulas.
#pragma once

#include "model/semantics/context.hpp"
#include "model/semantics/effects.hpp"

namespace pagerace::semantics {

void check_properties(Context& context);

/// What formulas and probes must not do. Needs a program without recursion.
void check_observers(Context& context, EffectsOf& effects);

/// "deadlock", "BUG_ON" and the others that are checked without being asked.
bool is_builtin_property(const std::string& name);

}  // namespace pagerace::semantics
