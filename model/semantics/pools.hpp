// What kfree() may be given: an object that some kmem_cache_alloc() of the program hands out.
#pragma once

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

/// Needs all bodies. The address of a member would free that member alone, and leave the object to whoever uses it
/// after.
void check_freed(Context& context);

}  // namespace pagerace::semantics
