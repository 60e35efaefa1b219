// Decides which yields stay, and makes the locations of a thread from them.
#pragma once

#include <vector>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

/// For each group whether it is memory that only one thread uses.
std::vector<bool> private_groups(const system::TransitionSystem& system);

/// Whether the instruction stores to memory that is not private, or loads what some thread writes.
bool noticed_by_others(const system::TransitionSystem& system, const std::vector<bool>& private_groups,
                       const Instruction& instruction);

/// Sets CellGroup::written for each group that reachable code of some thread stores to.
void note_written_groups(system::TransitionSystem& system);

/// Needs the written groups of the whole system. For each yield: whether the step behind it has an access that another
/// thread could notice.
std::vector<bool> noticed_yields(const system::TransitionSystem& system, const system::ThreadTemplate& thread,
                                 const std::vector<PendingYield>& yields);

/// Needs the written groups of the whole system. Fills ThreadTemplate::locations. A yield that no other thread could
/// notice becomes a jump to the next instruction, and unreachable code is removed.
void place_locations(system::TransitionSystem& system, system::ThreadTemplate& thread,
                     const std::vector<PendingYield>& yields);

}  // namespace pagerace::semantics
