// What threads consist of, and what they cost in a state.
#pragma once

#include "model/source/source.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::cli {

/// Bits of the registers that are too large for the thread's code. They share bits, so only their union costs space.
unsigned field_bits(const system::ThreadInstance& instance);

/// Prints a line for each thread.
void print_threads(const system::TransitionSystem& system);

/// Prints where the codes of each kind of thread come from: the places with more than one, and the possible locals
/// there.
void print_codes(const system::TransitionSystem& system, const source::Sources& sources);

}  // namespace pagerace::cli
