// C's arithmetic, straight from the standard: on exact integers, then brought into the type.
#pragma once

#include "model/semantics/program.hpp"

namespace pagerace::oracle {

using system::Type;
using system::Value;

/// Something went wrong that ends the step.
struct Failed {
  system::Check check;
};

/// Wide enough for every product and shift of 64-bit operands.
__extension__ using Exact = __int128;

/// What a value of a type means: u64 is held as its bit pattern.
Exact exact(Value value, const Type* type);
/// C's conversion between arithmetic types. To bool only what is 0 or 1.
Value converted(Value value, const Type* from, const Type* to);
/// An assignment's: throws Failed where the value does not fit the type.
Value assigned(Value value, const Type* from, const Type* to);
/// Multiply to BitXor on operands of `type`; the count of a shift has the type `count`. Throws Failed.
Value compute(semantics::ExprKind op, const Type* type, Value left, Value right, const Type* count);
Value negated(Value value, const Type* type);
Value complement(Value value, const Type* type);

}  // namespace pagerace::oracle
