// What threads are made of, and what they cost in a state.
#pragma once

#include "model/source/source.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::cli {

/// Bits of the registers that are too large for the thread's code. They share bits, so only their union is a cost.
unsigned field_bits(const system::ThreadInstance& instance);

/// A line for each thread.
void print_threads(const system::TransitionSystem& system);

/// For each kind of thread where its codes come from: the places with more than one, and what its locals can be there.
void print_codes(const system::TransitionSystem& system, const source::Sources& sources);

}  // namespace pagerace::cli
