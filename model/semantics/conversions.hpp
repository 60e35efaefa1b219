// C's conversions, made explicit.
#pragma once

#include <string>

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

/// The type that integer promotion gives the value of an arithmetic expression.
const Type* promoted_type(const Types& types, const Expr& expr);
/// The usual arithmetic conversions, of two promoted types.
const Type* common_type(const Types& types, const Type* left, const Type* right);

/// As a cast or an arithmetic conversion does it: wraps. Both types are arithmetic.
ExprPtr converted(Context& context, ExprPtr expr, const Type* type);
/// As an assignment does it. `what` names the target in messages: "argument 2 of `f`". Null after an error.
ExprPtr assigned(Context& context, ExprPtr expr, const Type* type, const std::string& what);

/// Usable as a condition: a pointer becomes a comparison with NULL. Null after an error.
ExprPtr condition(Context& context, ExprPtr expr);
/// A condition whose value is 0 or 1.
ExprPtr truth(Context& context, ExprPtr expr);

/// The literal NULL, or a constant 0, which C takes for it.
bool is_null(const Expr& expr);
bool is_untyped_null(const Expr& expr);

}  // namespace pagerace::semantics
