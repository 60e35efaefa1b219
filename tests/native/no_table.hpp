// A table for modules whose single steps are all that matters.
#pragma once

#include "checker/store/table.hpp"

namespace pagerace::native::testing {

struct NoTable {
  std::uint64_t hash(const checker::Word*) const { return 0; }
  void prefetch(std::uint64_t) const {}
  checker::Insert insert(const checker::Word*, std::uint64_t) { return checker::Insert::Known; }
};

}  // namespace pagerace::native::testing
