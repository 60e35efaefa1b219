#include "checker/reduce/partial_order/slices.hpp"

#include <algorithm>

#include "model/system/flow.hpp"

namespace pagerace::checker::partial_order {
namespace {

using system::Instruction;
using system::Opcode;
using system::Value;

constexpr std::size_t kMostValues = 16;       // of a guard
constexpr std::size_t kMostGuardValues = 96;  // of all guards together

bool touches_memory(const Instruction& at) { return at.op == Opcode::Load || at.op == Opcode::Store; }

/// Adds the registers that flow into those of the slice.
void close(const system::Code& code, std::vector<bool>& slice) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const Instruction& at : code.instructions) {
      if (!system::has_result(at.op) || !slice[at.dst]) continue;
      for (const bool first : {true, false}) {
        if (first ? !system::reads_a(at) : !system::reads_b(at)) continue;
        const system::Register from = first ? at.a : at.b;
        changed = changed || !slice[from];
        slice[from] = true;
      }
    }
  }
}

/// For each group whether one of its cells is a guard.
std::vector<bool> groups_of(const system::TransitionSystem& system, const std::vector<bool>& guards) {
  std::vector<bool> groups(system.groups.size(), false);
  for (system::Cell cell = 1; cell < guards.size(); ++cell) {
    if (guards[cell]) groups[system.cells[cell].group] = true;
  }
  return groups;
}

/// The instructions that a step from the location can reach.
std::vector<bool> region_of(const system::Code& code, const system::Location& location) {
  std::vector<bool> seen(code.instructions.size() + 1, false);
  std::vector<std::uint32_t> open{location.resume};
  while (!open.empty()) {
    const std::uint32_t index = open.back();
    open.pop_back();
    if (index >= code.instructions.size() || seen[index]) continue;
    seen[index] = true;
    const Instruction& at = code.instructions[index];
    if (at.op == Opcode::Jump || at.op == Opcode::BranchZero) open.push_back(at.target);
    const bool goes_on = at.op != Opcode::Jump && at.op != Opcode::Yield;
    if (goes_on) open.push_back(index + 1);
  }
  return seen;
}

/// Groups of the cells that a wait at the location depends on.
void add_awaited(const system::TransitionSystem& system, const system::Code& code, const system::Location& location,
                 std::vector<bool>& groups) {
  const std::vector<bool> region = region_of(code, location);
  std::vector<bool> slice(code.registers.size(), false);
  bool waits = false;
  for (std::size_t i = 0; i < code.instructions.size(); ++i) {
    const Instruction& at = code.instructions[i];
    if (!region[i] || (at.op != Opcode::Assume && at.op != Opcode::BranchZero)) continue;
    slice[at.a] = true;
    waits = waits || at.op == Opcode::Assume;
  }
  if (!waits) return;
  close(code, slice);
  for (std::size_t i = 0; i < code.instructions.size(); ++i) {
    const Instruction& at = code.instructions[i];
    if (!region[i] || at.op != Opcode::Load || !slice[at.dst]) continue;
    for (std::uint32_t group : system.accesses.at(at.side).groups) groups[group] = true;
  }
}

}  // namespace

Slices slices_of(const system::TransitionSystem& system, const system::Code& code, const std::vector<bool>& guards) {
  Slices slices;
  slices.relevant.assign(code.registers.size(), false);
  slices.address.assign(code.registers.size(), false);
  const std::vector<bool> with_guards = groups_of(system, guards);
  const auto has_guard = [&with_guards](std::uint32_t group) { return with_guards[group]; };
  for (const Instruction& at : code.instructions) {
    const bool steers = at.op == Opcode::BranchZero || at.op == Opcode::Assume || at.op == Opcode::Fail ||
                        at.op == Opcode::Choose || at.op == Opcode::CheckPointer || at.op == Opcode::PointerAdd;
    if ((steers || touches_memory(at)) && system::reads_a(at)) slices.relevant[at.a] = true;
    if (steers && system::reads_b(at)) slices.relevant[at.b] = true;
    if (at.op == Opcode::Store && std::ranges::any_of(system.accesses.at(at.side).groups, has_guard)) {
      slices.relevant[at.b] = true;
    }
    const bool locations = touches_memory(at) || at.op == Opcode::CheckPointer || at.op == Opcode::PointerAdd;
    if (locations && system::reads_a(at)) slices.address[at.a] = true;
  }
  close(code, slices.relevant);
  close(code, slices.address);
  return slices;
}

std::vector<Value> values_of(const system::TransitionSystem& system, system::Cell cell) {
  const system::CellGroup& group = system.groups.at(system.cells.at(cell).group);
  if (group.domain != 0) return system.domains.at(group.domain).targets;
  std::vector<Value> values;
  if (group.range.low > group.range.high) return values;
  for (Value value = group.range.low; values.size() <= kMostValues; ++value) {
    values.push_back(value);
    if (value == group.range.high) break;
  }
  return values;
}

std::vector<bool> guards_of(const system::TransitionSystem& system) {
  std::vector<bool> awaited(system.groups.size(), false);
  for (const system::ThreadTemplate& thread : system.templates) {
    for (const system::Location& location : thread.locations) {
      if (!location.is_end) add_awaited(system, thread.code, location, awaited);
    }
  }
  struct Candidate {
    std::size_t values;
    system::Cell cell;
    auto operator<=>(const Candidate&) const = default;
  };
  std::vector<Candidate> candidates;
  for (system::Cell cell = 1; cell < system.cells.size(); ++cell) {
    const system::CellInfo& info = system.cells[cell];
    if (info.type == nullptr || info.is_private || !awaited[info.group] || !system.groups[info.group].written) continue;
    const std::size_t values = values_of(system, cell).size();
    const bool is_narrow = system.cell_storage[cell].width <= 4;
    if (values > 1 && values <= kMostValues && is_narrow) candidates.push_back({values, cell});
  }
  std::sort(candidates.begin(), candidates.end());
  std::vector<bool> guards(system.cells.size(), false);
  std::size_t all = 0;
  for (const Candidate& candidate : candidates) {
    all += candidate.values;
    if (all > kMostGuardValues) break;
    guards[candidate.cell] = true;
  }
  return guards;
}

}  // namespace pagerace::checker::partial_order
