// Reads and writes the threads of a packed state one by one.
#pragma once

#include <cstdint>
#include <span>

#include "model/system/transition_system.hpp"

namespace pagerace::system::testing {

/// The value of the register in a state in which the instance is at the location; 0 if it is not alive there.
Value register_of(const TransitionSystem& system, const Word* state, std::uint32_t instance, std::uint32_t location,
                  Register reg);

/// Puts the instance at the location with these registers, one for each of the template; those that are dead there do
/// not matter. Returns false, and writes nothing, if a value cannot be represented or no execution gets there.
[[nodiscard]] bool set_thread(const TransitionSystem& system, Word* state, std::uint32_t instance,
                              std::uint32_t location, std::span<const Value> registers);

}  // namespace pagerace::system::testing
