// The passes that lowering ends with, in this order. Each reads and completes the transition system in place.
#pragma once

#include "model/source/diagnostics.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// Fills Location::live: a register is alive where some way from there reads it before writing it.
void find_live_registers(TransitionSystem& system);

/// Narrows the ranges of registers and cell groups to what the program can make of them: intervals, flow-sensitive for
/// registers (refined by branches, Assume and CheckRange, widened at loops), flow-insensitive for groups (joined over
/// every Store and initial_memory). Takes out Wrap, CheckRange and CheckPointer where they can never do anything, and
/// leaves nothing alive at locations that cannot be reached. Fills in the digits of ThreadTemplate::encodings, and a
/// count of 1 where a location can be reached. A live local without a bound is an error at its declaration that says
/// what to write.
void bound_values(TransitionSystem& system, source::Diagnostics& diagnostics);

/// Takes out of Location::live, and of the encodings, registers that a step can compute again from what is alive there,
/// and lets it do so. There are as many states and steps as before, and they mean the same.
void recompute_registers(TransitionSystem& system);

/// Takes out instructions that compute what nobody reads. What is alive stays as it was found.
void take_out_dead_code(TransitionSystem& system);

/// Gives every thread and every cell its bits: encodings, words, bits, cell_storage, domains, instances.
void lay_out(TransitionSystem& system, source::Diagnostics& diagnostics);

}  // namespace pagerace::system
