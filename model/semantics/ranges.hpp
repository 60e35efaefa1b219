// The widths and ranges in declarations: `: 3`, `__range(0, 7)`.
#pragma once

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

struct Bounds {
  bool declared = false;  ///< a width or a range was written
  Range range;            ///< that of the innermost scalar, even if none was written
  int width = 0;          ///< from `: n`; 0 if none was written
};

/// Reports bounds that the type cannot have, and then returns the bounds of the type.
Bounds declared_bounds(Context& context, const syntax::Declarator& declarator, const Type* type);

/// The type that a width or range is for: an array's element, an atomic_t's counter. Null if there is none.
const Type* innermost_scalar(const Type* type);

/// The number of bits in a value of a bool, an integer or an enum.
int bits_of(const Type* type);

/// "0 .. 7"
std::string print_range(const Range& range, const Type* type);

}  // namespace pagerace::semantics
