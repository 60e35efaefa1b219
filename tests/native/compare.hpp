// Native code against the interpreter, state by state.
#pragma once

#include <cstdint>
#include <string>

#include "checker/native/module.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::native::testing {

struct Comparison {
  std::string difference;      ///< the first one, with its state; empty where there is none
  std::uint64_t states = 0;    ///< that were compared
  std::uint64_t steps = 0;     ///< ways of them
  std::uint64_t too_long = 0;  ///< attempts that native code leaves to the interpreter
};

/// Ways with their order, choices, reports and failures; what they touch; formulas; ends; in the end coverage. Breadth
/// first, until that many states are compared. The module must have probes.
Comparison compare(const system::TransitionSystem& system, const Module& module, std::uint64_t most_states);

}  // namespace pagerace::native::testing
