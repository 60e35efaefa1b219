#include "model/semantics/lower/steps.hpp"

#include <algorithm>
#include <map>

#include "model/system/flow.hpp"
#include "model/system/operands.hpp"

namespace pagerace::semantics {

bool noticed_by_others(const system::TransitionSystem& system, const std::vector<bool>& private_groups,
                       const Instruction& instruction) {
  if (!system::has(instruction.op, system::kAccess)) return false;
  const system::Access& access = system.accesses[system::access_of(instruction)];
  if (access.in_probe) return false;
  return std::ranges::any_of(access.groups, [&](std::uint32_t group) {
    return !private_groups[group] && (access.kind == system::AccessKind::Write || system.groups[group].written);
  });
}

std::vector<bool> private_groups(const system::TransitionSystem& system) {
  std::vector<bool> result(system.groups.size());
  for (const system::CellInfo& cell : system.cells)
    if (cell.type && cell.is_private) result[cell.group] = true;
  return result;
}

void note_written_groups(system::TransitionSystem& system) {
  for (const system::ThreadTemplate& thread : system.templates) {
    const std::vector<bool> reached = system::reached_from(thread.code, 0, system::AtYield::GoesOn);
    for (std::size_t at = 0; at < reached.size(); at++) {
      const Instruction& i = thread.code.instructions[at];
      if (!reached[at] || i.op != Opcode::Store) continue;
      for (const std::uint32_t group : system.accesses[system::access_of(i)].groups)
        system.groups[group].written = true;
    }
  }
}

std::vector<bool> noticed_yields(const system::TransitionSystem& system, const system::ThreadTemplate& thread,
                                 const std::vector<PendingYield>& yields) {
  const std::vector<bool> own = private_groups(system);
  const std::vector<bool> reached = system::reached_from(thread.code, 0, system::AtYield::GoesOn);
  std::vector<bool> noticed;
  for (const PendingYield& yield : yields) {
    bool found = false;
    for (std::uint32_t at = yield.begin; at < yield.end; at++)
      found = found || (reached[at] && noticed_by_others(system, own, thread.code.instructions[at]));
    noticed.push_back(found && reached[yield.instruction]);
  }
  return noticed;
}

void place_locations(system::TransitionSystem& system, system::ThreadTemplate& thread,
                     const std::vector<PendingYield>& yields) {
  const std::vector<bool> own = private_groups(system);
  const std::vector<bool> reached = system::reached_from(thread.code, 0, system::AtYield::GoesOn);
  std::vector<Instruction>& code = thread.code.instructions;
  for (const PendingYield& yield : yields) {
    bool stays = yield.why == PendingYield::Why::Always || yield.why == PendingYield::Why::End || yield.is_forced;
    bool has_access = false;
    for (std::uint32_t at = yield.begin; at < yield.end && reached[yield.instruction]; at++) {
      if (!reached[at]) continue;
      // A wait needs a location to wait at, even if no other thread decides how it ends. Without one, it would forbid
      // the step before it instead.
      stays = stays || code[at].op == Opcode::Assume;
      if (!noticed_by_others(system, own, code[at])) continue;
      if (!has_access) system.accesses[code[at].side].is_step = true;
      stays = has_access = true;
    }
    if (!stays || !reached[yield.instruction]) {
      code[yield.instruction] = {.op = Opcode::Jump, .target = yield.instruction + 1, .span = yield.span};
      continue;
    }
    code[yield.instruction].side = static_cast<std::uint32_t>(thread.locations.size());
    system::Location location;
    location.resume = yield.instruction + 1;
    location.is_end = yield.why == PendingYield::Why::End;
    location.is_atomic_start = yield.why == PendingYield::Why::Atomic;
    location.span = yield.span;
    thread.locations.push_back(location);
  }
}

}  // namespace pagerace::semantics
