// Properties: ghost state, probes, formulas.
#pragma once

#include "model/semantics/context.hpp"
#include "model/semantics/effects.hpp"

namespace pagerace::semantics {

void check_properties(Context& context);

/// Reports formulas and probes that do what they must not. Needs a program without recursion.
void check_observers(Context& context, EffectsOf& effects);

/// Whether it is "deadlock", "BUG_ON" or another property that is always checked.
bool is_builtin_property(const std::string& name);

}  // namespace pagerace::semantics
