// Writes the canonicaliser of one model as C++, for native code.
#pragma once

#include "checker/native/parts.hpp"
#include "checker/reduce/symmetry/symmetry.hpp"

namespace pagerace::checker::symmetry {

/// Adds the header, the tables as constants, and the type to the parts. The text contains only numbers.
void add_canonical(const Symmetry& symmetry, native::NativeParts& parts);

}  // namespace pagerace::checker::symmetry
