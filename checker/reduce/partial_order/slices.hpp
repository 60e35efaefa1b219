// Program slices (Weiser, "Program slicing", 1981): which registers must be known to tell what a thread will access,
// and which cells it waits for.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::checker::partial_order {

/// For each register whether its value flows into
struct Slices {
  std::vector<bool> relevant;  ///< an address, a branch, a wait, a failure or a choice
  std::vector<bool> address;   ///< an address
};

/// Follows data dependences only, without regard to order. The explorer follows control itself.
Slices slices_of(const system::TransitionSystem& system, const system::Code& code, const std::vector<bool>& guards);

/// For each cell whether it is a guard: its value can decide whether a step has to wait. Guards have few values, and
/// there is a bound on the values of all guards together; cells with the fewest values are taken first.
std::vector<bool> guards_of(const system::TransitionSystem& system);

/// Every value that the cell can have.
std::vector<system::Value> values_of(const system::TransitionSystem& system, system::Cell cell);

}  // namespace pagerace::checker::partial_order
