// What could not have failed: docs/language.md, section 6, read from the states that the walker came to.
#pragma once

#include <set>
#include <vector>

#include "tests/oracle/walker.hpp"

namespace pagerace::oracle {

/// What all executions together showed.
struct Seen {
  std::set<std::vector<Value>> starts, all, ends;  ///< contents of memory
  Evidence evidence;
};

/// Unclear: it depends on which objects a store through a pointer may go to, or the formula is too large for this.
enum class Vacuity { CouldFail, CouldNot, Unclear };

/// Of a property that is not violated.
Vacuity vacuity_of(const Program& program, const semantics::Property& property, const Layout& layout, Walker& walker,
                   const Seen& seen);

}  // namespace pagerace::oracle
