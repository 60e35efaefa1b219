// What can be left out of a search, worked out before it begins. Start reading here.
//
//   slices.hpp        which registers and which cells matter
//   nodes.hpp         places of a thread: location, and what these registers hold
//   attempt.hpp       a step, instruction by instruction, with memory unknown
//   explorer.hpp      every attempt to take it
//   thread_graph.hpp  all places of a thread, and what leads from one to the next
//   futures.hpp       what a thread may touch from a place on
//   visibility.hpp    what formulas look at
//   breaking.hpp      where every cycle is broken
//   plan.hpp          all of this as tables for the search, persistent.hpp
//
// docs/partial-order.md has the argument why it is sound.
#pragma once

#include <functional>
#include <string>

#include "checker/reduce/partial_order/plan.hpp"
#include "checker/step/cancellation.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker::partial_order {

struct Analysis {
  Plan plan;
  /// Why there is nothing to leave out, as a clause: "there is only one thread". Empty where there may be.
  std::string off;
};

/// Whether symmetry reduction may make another value of what the register of a template holds at a location.
using Permutes = std::function<bool(std::uint32_t thread, std::uint32_t location, system::Register reg)>;

/// For a search without symmetry reduction, or one that only exchanges threads.
inline bool permutes_nothing(std::uint32_t, std::uint32_t, system::Register) { return false; }

/// For all formulas of the system's properties. Deterministic: what it gives up for lack of time depends on the system
/// alone.
Analysis analyse(const system::TransitionSystem& system, const Permutes& permutes = permutes_nothing,
                 const Cancellation& cancellation = {});

}  // namespace pagerace::checker::partial_order
