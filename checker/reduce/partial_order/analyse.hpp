// Works out before a search which steps the search can leave out. Start reading here.
//
//   slices.hpp                which registers and which cells matter: program slices (Weiser 1981)
//   control_points.hpp        where a thread can be: its location, and the values of relevant registers
//   abstract_interpreter.hpp  executes a step with unknown memory
//   explorer.hpp              all paths through a step, summed up in a StepSummary
//   thread_graph.hpp          the control points of a thread, and the steps between them
//   may_access.hpp            what a thread may access from a control point on
//   guard_values.hpp          the same while a guard holds a value, such as a lock that is taken
//   visibility.hpp            which cells the formulas read
//   full_expansion.hpp        where all threads are expanded: the cycle proviso
//   plan.hpp                  all of this as tables, which persistent.hpp looks up during the search
//
// docs/partial-order.md proves that nothing is lost.
#pragma once

#include <functional>
#include <string>

#include "checker/reduce/partial_order/plan.hpp"
#include "checker/step/cancellation.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker::partial_order {

struct Analysis {
  Plan plan;
  /// Why nothing can be left out, as a clause: "there is only one thread". Empty if something can.
  std::string off;
};

/// Whether symmetry reduction may change the value that a register of a template holds at a location.
using Permutes = std::function<bool(std::uint32_t thread, std::uint32_t location, system::Register reg)>;

/// For a search without symmetry reduction, or with one that exchanges threads only.
inline bool permutes_nothing(std::uint32_t, std::uint32_t, system::Register) { return false; }

/// Takes all formulas of the system's properties into account. Deterministic: its budget is counted in instructions,
/// not in seconds. Throws what `cancellation` throws.
Analysis analyse(const system::TransitionSystem& system, const Permutes& permutes = permutes_nothing,
                 const Cancellation& cancellation = {});

}  // namespace pagerace::checker::partial_order
