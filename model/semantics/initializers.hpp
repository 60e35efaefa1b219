// Initialisers of objects: braces, designators, and the object that each value initialises.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

/// Reports initialisers that do not match the type.
std::vector<InitializerLeaf> initializer_leaves(Context& context, const Variable& variable,
                                                const syntax::Expr& written);

/// The part of the variable that a leaf's path leads to.
ExprPtr part_of(Context& context, ExprPtr variable, const std::vector<std::uint32_t>& path, Span span);

/// Whether it is ATOMIC_INIT(n), the kernel's initialiser of atomic_t.
bool is_atomic_init(const syntax::Expr& written);

std::uint64_t count_scalars(const Type* type);
/// The paths to all scalars whose range has a 0, in order.
std::vector<std::vector<std::uint32_t>> scalar_paths(const Type* type);
/// Calls `visit` for each scalar of the variable in order, with its name, type and range.
void for_each_scalar(const Variable& variable,
                     const std::function<void(const std::string&, const Type*, const Range&)>& visit);

/// Fills Variable::initial, and reports values that are not constant or out of range. Addresses wait in
/// Context::initial_addresses.
void initialize(Context& context, Variable& variable, const syntax::Expr* written);

/// Gives what is initialised with an address its value, in an `init` before all others: the address of an object is
/// known only where memory is laid out.
void check_initial_addresses(Context& context);

}  // namespace pagerace::semantics
