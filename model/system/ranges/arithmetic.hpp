// Interval arithmetic in 64 bits: what may wrap around may be anything.
#pragma once

#include "model/system/ranges/value_set.hpp"

namespace pagerace::system {

/// Of Negate, BitNot, and Multiply to BitXor on sets that are not empty. Negate and BitNot do not use `b`.
ValueSet arithmetic(Opcode op, const ValueSet& a, const ValueSet& b);

ValueSet add(const ValueSet& a, const ValueSet& b);
ValueSet subtract(const ValueSet& a, const ValueSet& b);
ValueSet multiply(const ValueSet& a, const ValueSet& b);

}  // namespace pagerace::system
