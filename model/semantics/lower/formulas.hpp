// Lowers the formulas of a property, whole and in parts, so that a counterexample can say which part failed.
#pragma once

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

void lower_formulas(LoweringContext& context, const Property& property, system::Property& lowered);

}  // namespace pagerace::semantics
