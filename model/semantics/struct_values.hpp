// Structs that expressions make.
#pragma once

#include "model/semantics/program.hpp"

namespace pagerace::semantics {

/// Whether it is a Comma that makes a struct and ends with the place where it is then.
bool makes_struct(const Expr& expr);

}  // namespace pagerace::semantics
