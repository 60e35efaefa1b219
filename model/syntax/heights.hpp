// The depth of a tree. Bison's stack is on the heap, but code that walks a tree recurses, so the depth is limited here.
#pragma once

#include "model/syntax/tree.hpp"

namespace pagerace::syntax {

constexpr unsigned greatest_height = 250;

/// The height of a node that is about to be made: one more than that of its highest child.
unsigned height_of(const decltype(Expr::node)& node);
unsigned height_of(const decltype(Stmt::node)& node);

}  // namespace pagerace::syntax
