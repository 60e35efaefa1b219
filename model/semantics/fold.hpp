// Arithmetic on constants, with C's meaning on 64-bit Linux.
#pragma once

#include <optional>

#include "model/semantics/program.hpp"

namespace pagerace::semantics {

/// C's conversion of any value to an arithmetic type: cut to its bits; to bool, != 0.
Value wrapped(Value value, const Type* type);

/// Whether `value`, of type `from`, is the same number in type `to`. To bool everything fits.
bool fits(Value value, const Type* from, const Type* to);
/// Whether `value`, of type `from`, lies in a range declared for a place of type `to`.
bool in_range(Value value, const Type* from, const Range& range, const Type* to);

/// Nothing where C leaves the result undefined: signed overflow, division by zero, a shift past the width.
std::optional<Value> fold_unary(ExprKind kind, Value operand, const Type* type);
/// `type` is that of the operands (of the left one in a shift).
std::optional<Value> fold_binary(ExprKind kind, Value left, Value right, const Type* type);

/// "-3", or an unsigned number where the type is u64.
std::string print_number(Value value, const Type* type);

}  // namespace pagerace::semantics
