// Arithmetic on constants, with C's meaning on 64-bit Linux.
#pragma once

#include <optional>

#include "model/semantics/program.hpp"

namespace pagerace::semantics {

/// C's conversion of any value to an arithmetic type: the value is cut to the type's bits; for bool it is != 0.
Value wrapped(Value value, const Type* type);

/// Whether `value`, of type `from`, is the same number in type `to`. Every value fits into bool.
bool fits(Value value, const Type* from, const Type* to);
/// Whether `value`, of type `from`, lies in a range declared for a place of type `to`.
bool in_range(Value value, const Type* from, const Range& range, const Type* to);

/// Empty if C leaves the result undefined: signed overflow, division by zero, a shift past the width.
std::optional<Value> fold_unary(ExprKind kind, Value operand, const Type* type);
/// `type` is the type of the operands (in a shift, of the left one).
std::optional<Value> fold_binary(ExprKind kind, Value left, Value right, const Type* type);

/// "-3", or an unsigned number if the type is u64.
std::string print_number(Value value, const Type* type);

}  // namespace pagerace::semantics
