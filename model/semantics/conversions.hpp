// C's conversions, made explicit.
#pragma once

#include <string>

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

/// The type of an arithmetic expression's value after integer promotion.
const Type* promoted_type(const Types& types, const Expr& expr);
/// The type that the usual arithmetic conversions give two promoted types.
const Type* common_type(const Types& types, const Type* left, const Type* right);

/// Converts as a cast or an arithmetic conversion does: wraps. Both types are arithmetic.
ExprPtr converted(Context& context, ExprPtr expr, const Type* type);
/// Converts as an assignment does. `what` names the target in messages: "argument 2 of `f`". Null after an error.
ExprPtr assigned(Context& context, ExprPtr expr, const Type* type, const std::string& what);

/// "atomic" of atomic_t, as its functions begin; empty for other types.
std::string atomics_of(const Type& type);

/// Makes a condition of the expression: a pointer becomes a comparison with NULL. Null after an error.
ExprPtr condition(Context& context, ExprPtr expr);
/// Makes a condition whose value is 0 or 1.
ExprPtr truth(Context& context, ExprPtr expr);

/// Whether it is the literal NULL or a constant 0, which C accepts as NULL.
bool is_null(const Expr& expr);
bool is_untyped_null(const Expr& expr);

}  // namespace pagerace::semantics
