// The passes that end lowering, in this order. Each reads and completes the transition system in place.
#pragma once

#include <vector>

#include "model/source/diagnostics.hpp"
#include "model/system/ranges/value_set.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// Fills Location::live: a register is alive if some path from there reads it before writing it.
void find_live_registers(TransitionSystem& system);

/// Narrows the ranges of registers and cell groups to the values that the program can give them. The analysis uses
/// intervals. It is flow-sensitive for registers (refined by branches, Assume and CheckRange, widened at loops) and
/// flow-insensitive for groups (joined over every Store and initial_memory). Removes Wrap, CheckRange and CheckPointer
/// if they can never do anything, and leaves nothing alive at locations that cannot be reached. Fills the digits of
/// ThreadTemplate::encodings, and sets the count to 1 if a location can be reached. A local for which no bound is found
/// has the range of its type. `known`: see MemoryRanges.
void bound_values(TransitionSystem& system, const std::vector<ValueSet>& known = {});

/// Removes registers from Location::live and from the encodings if a step can compute them again from what is alive
/// there, and makes the step do so. There are as many states and steps as before, with the same meaning.
void recompute_registers(TransitionSystem& system);

/// Removes instructions whose result nothing reads. The live registers stay as they were found.
void take_out_dead_code(TransitionSystem& system);

/// Gives bits to every thread and every cell: fills encodings, words, bits, cell_storage, domains, instances.
void lay_out(TransitionSystem& system, source::Diagnostics& diagnostics);

}  // namespace pagerace::system
