// Initialisers of objects: braces, designators, and the object that each value initialises.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

/// One scalar that an initialiser sets: the members and indices that lead to it, and its value.
struct InitializerLeaf {
  std::vector<std::uint32_t> path;
  const Type* type = nullptr;
  std::string name;  ///< "zone.free[1]"
  const syntax::Expr* value = nullptr;
};

/// Reports initialisers that do not match the type.
std::vector<InitializerLeaf> initializer_leaves(Context& context, const Variable& variable,
                                                const syntax::Expr& written);

/// Whether it is ATOMIC_INIT(n), the kernel's initialiser of atomic_t.
bool is_atomic_init(const syntax::Expr& written);

std::uint64_t count_scalars(const Type* type);
/// Calls `visit` for each scalar of the variable in order, with its name, type and range.
void for_each_scalar(const Variable& variable,
                     const std::function<void(const std::string&, const Type*, const Range&)>& visit);

/// Fills Variable::initial, and reports values that are not constant or out of range.
void initialize(Context& context, Variable& variable, const syntax::Expr* written);

}  // namespace pagerace::semantics
