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

std::optional<Finding> with_loop(std::optional<Finding> finding) {
  if (finding) finding->loop_start = finding->depth;
  return finding;
}

/// Goes through all states: exact, and slow.
Endings find_exactly(const EndingParts& parts) {
  Endings endings;
  BackwardSweep sweep(parts);
  const SlotBits can_end = sweep.closure(Goal::End);
  std::optional<Finding> never = sweep.first_outside(can_end);
  if (!never) return endings;
  if (!has_daemons(parts.system)) {
    endings.livelock = with_loop(std::move(never));
    return endings;
  }
  const SlotBits can_move = sweep.closure(Goal::Move);
  endings.deadlock = sweep.first_outside(can_move);
  const SlotBits ends_or_waits = sweep.closure(Goal::EndOrDeadlock, &can_move);
  endings.livelock = with_loop(sweep.first_outside(ends_or_waits));
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
