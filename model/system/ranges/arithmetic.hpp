// Interval arithmetic in 64 bits: if a result may wrap around, it may be any value.
#pragma once

#include "model/system/ranges/value_set.hpp"

namespace pagerace::system {

/// For Negate, BitNot, and Multiply to BitXor, on sets that are not empty. Negate and BitNot do not use `b`.
ValueSet arithmetic(Opcode op, const ValueSet& a, const ValueSet& b);

ValueSet add(const ValueSet& a, const ValueSet& b);
ValueSet subtract(const ValueSet& a, const ValueSet& b);
ValueSet multiply(const ValueSet& a, const ValueSet& b);

}  // namespace pagerace::system
