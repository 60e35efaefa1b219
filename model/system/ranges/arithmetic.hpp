// Interval arithmetic in 64 bits: what may wrap around may be anything.
#pragma once

#include "model/system/ranges/value_set.hpp"

namespace pagerace::system {

/// Negate, BitNot, and Multiply to BitXor.
bool is_arithmetic(Opcode op);
/// Of such an operation on sets that are not empty; `b` is not used by Negate and BitNot. Unlisted, but for constants.
ValueSet arithmetic(Opcode op, const ValueSet& a, const ValueSet& b);

ValueSet add(const ValueSet& a, const ValueSet& b);
ValueSet subtract(const ValueSet& a, const ValueSet& b);
ValueSet multiply(const ValueSet& a, const ValueSet& b);

}  // namespace pagerace::system
