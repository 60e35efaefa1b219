// How deep a tree is. Bison's stack lives on the heap, but whoever walks a tree recurses: depth is bounded here, once.
#pragma once

#include "model/syntax/tree.hpp"

namespace pagerace::syntax {

constexpr unsigned greatest_height = 250;

/// Of a node about to be made: one more than its highest child's.
unsigned height_of(const decltype(Expr::node)& node);
unsigned height_of(const decltype(Stmt::node)& node);

}  // namespace pagerace::syntax
