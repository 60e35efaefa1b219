// Whether control can reach the end of a body, and which statements it can never reach.
#pragma once

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

/// Warns of statements that nothing can reach. Returns true if the end of the body can be reached.
bool check_flow(Context& context, const Stmt& body);

}  // namespace pagerace::semantics
