// Checks everything that has a body (functions, init blocks, threads) and fills the program.
#pragma once

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

void check_functions(Context& context);
/// Checks init blocks and threads, in order of declaration.
void check_threads(Context& context);

}  // namespace pagerace::semantics
