// Formulas put into a system afterwards: what looks at it decides what may be left out.
#pragma once

#include <cstdint>

#include "model/system/transition_system.hpp"

namespace pagerace::partial_order_tests {

/// Takes out all formulas and puts in `count` others, each of whether two cells hold certain values: always, reachable
/// or at the end. The same for the same seed.
void observe(system::TransitionSystem& system, std::uint64_t seed, int count);

}  // namespace pagerace::partial_order_tests
