#include "checker/reduce/partial_order/slices.hpp"

#include <algorithm>

#include "model/system/flow.hpp"
#include "model/system/operands.hpp"

namespace pagerace::checker::partial_order {
namespace {

using system::Instruction;
using system::Opcode;
using system::Value;

constexpr std::size_t kMostValues = 16;       // of a guard
constexpr std::size_t kMostGuardValues = 96;  // of all guards together

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

/// Groups of the cells that a wait at the location depends on.
void add_awaited(const system::TransitionSystem& system, const system::Code& code, const system::Location& location,
                 std::vector<bool>& groups) {
  const std::vector<bool> region = system::reached_from(code, location.resume, system::AtYield::Ends);
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
    for (std::uint32_t group : system.accesses.at(system::access_of(at)).groups) groups[group] = true;
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
    const bool steers = system::has(at.op, system::kSteers), is_address = system::has(at.op, system::kAddresses);
    if ((steers || is_address) && system::reads_a(at)) slices.relevant[at.a] = true;
    if (steers && system::reads_b(at)) slices.relevant[at.b] = true;
    if (at.op == Opcode::Store && std::ranges::any_of(system.accesses.at(system::access_of(at)).groups, has_guard)) {
      slices.relevant[at.b] = true;
    }
    if (is_address && system::reads_a(at)) slices.address[at.a] = true;
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
