// Widths and ranges that declarations state: `: 3`, `__range(0, 7)`.
#pragma once

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

struct Bounds {
  bool declared = false;  ///< a width or a range was written
  Range range;            ///< of the innermost scalar, also where none was written
  int width = 0;          ///< of `: n`; 0 where none was written
};

/// Reports bounds that the type cannot have, and then gives those of the type.
Bounds declared_bounds(Context& context, const syntax::Declarator& declarator, const Type* type);

/// What a width or range is about: the element of an array, the counter of an atomic_t. Null where there is none.
const Type* innermost_scalar(const Type* type);

/// How many bits a value of a bool, an integer or an enum has.
int bits_of(const Type* type);

/// "0 .. 7"
std::string print_range(const Range& range, const Type* type);

}  // namespace pagerace::semantics
