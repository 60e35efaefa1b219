#include "checker/search/endings.hpp"

#include <algorithm>
#include <new>

#include "checker/search/backward_sweep.hpp"
#include "checker/search/quick_endings.hpp"

namespace pagerace::checker {
namespace {

bool has_daemons(const system::TransitionSystem& system) {
  return std::any_of(system.instances.begin(), system.instances.end(),
                     [&](const auto& instance) { return system.templates[instance.code].is_daemon; });
}

void note_livelock(Outside outside, Endings& endings) {
  endings.livelock_states = outside.states;
  endings.livelock = std::move(outside.least);
  if (endings.livelock) endings.livelock->loop_start = endings.livelock->depth;
}

/// Goes through all states: exact, and slow.
Endings find_exactly(const EndingParts& parts) {
  Endings endings;
  BackwardSweep sweep(parts);
  const SlotBits can_end = sweep.closure(Goal::End);
  Outside never = sweep.outside(can_end);
  if (!never.least) return endings;
  if (!has_daemons(parts.system)) {
    note_livelock(std::move(never), endings);
    return endings;
  }
  const SlotBits can_move = sweep.closure(Goal::Move);
  endings.deadlock = sweep.outside(can_move).least;
  const SlotBits ends_or_waits = sweep.closure(Goal::EndOrDeadlock, &can_move);
  note_livelock(sweep.outside(ends_or_waits), endings);
  return endings;
}

}  // namespace

Endings find_endings(const EndingParts& parts) {
  Endings endings;
  try {
    if (parts.not_descending && all_can_end(parts, *parts.not_descending)) return endings;
    return find_exactly(parts);
  } catch (const Stopped& stopped) {
    endings.undecided = stopped.stop;
  } catch (const std::bad_alloc&) {
    endings.undecided = Stop::Memory;
  }
  return endings;
}

}  // namespace pagerace::checker
