// How large the states of a search are. That is told apart from their system, since a search may know more of a state
// than its system does: where it stands in an automaton, say.
#pragma once

#include <cstdint>

#include "model/system/transition_system.hpp"

namespace pagerace::checker {

struct StateShape {
  std::uint32_t words = 1;  ///< kMostStateWords at most
  /// Of the last word, those above the lower ones being zero; 64 or more says nothing.
  std::uint32_t bits = 64;
};

/// Of states that are those of the system.
StateShape state_shape(const system::TransitionSystem& system);

}  // namespace pagerace::checker
