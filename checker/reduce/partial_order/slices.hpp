// Which registers of a thread must be known to tell what it will touch, and which cells it waits for.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace pagerace::checker::partial_order {

/// For each register of a piece of code.
struct Slices {
  std::vector<bool> relevant;  ///< decides about addresses, branches, waits, failures or choices
  std::vector<bool> address;   ///< decides about addresses
};

/// Flow-insensitive: along data, not along control, which the exploration of attempts follows by itself.
Slices slices_of(const system::TransitionSystem& system, const system::Code& code, const std::vector<bool>& guards);

/// For each cell whether it is a guard: what a step loads from it can decide whether the step waits. Small enough to
/// be told apart value by value, and no more than a fixed number in all; the smallest come first.
std::vector<bool> guards_of(const system::TransitionSystem& system);

/// Every value that the cell can have.
std::vector<system::Value> values_of(const system::TransitionSystem& system, system::Cell cell);

}  // namespace pagerace::checker::partial_order
