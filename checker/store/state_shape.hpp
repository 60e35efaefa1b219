// How large the states of a search are. This is separate from the transition system, since a state of the search may
// hold more than a state of the system: for example, a position in an automaton.
#pragma once

#include <cstdint>

#include "model/system/transition_system.hpp"

namespace pagerace::checker {

struct StateShape {
  std::uint32_t words = 1;  ///< at most kMostStateWords
  /// Bits of the last word that can be set, counted from the lowest; 64 or more means any.
  std::uint32_t bits = 64;
};

/// The shape of the system's own states.
StateShape state_shape(const system::TransitionSystem& system);

}  // namespace pagerace::checker
