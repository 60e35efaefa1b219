#include "tests/partial_order/observers.hpp"

#include <algorithm>
#include <vector>

#include "tests/random/chance.hpp"

namespace pagerace::partial_order_tests {
namespace {

using system::Cell;
using system::Instruction;
using system::Opcode;
using system::Register;

std::vector<Cell> cells_that_change(const system::TransitionSystem& system) {
  std::vector<Cell> cells;
  for (Cell cell = 1; cell < system.cells.size(); ++cell) {
    const system::CellInfo& info = system.cells[cell];
    const bool changes = info.type != nullptr && !info.is_private && system.groups[info.group].written;
    if (changes && system.cell_storage[cell].width > 0) cells.push_back(cell);
  }
  return cells;
}

system::Value some_value(const system::TransitionSystem& system, Cell cell, random::Chance& chance) {
  const system::CellGroup& group = system.groups[system.cells[cell].group];
  if (group.domain != 0) return chance.pick(system.domains[group.domain].targets);
  const system::Word span = static_cast<system::Word>(group.range.high) - static_cast<system::Word>(group.range.low);
  return group.range.low + chance.below(static_cast<int>(std::min<system::Word>(span, 3)) + 1);
}

/// Puts whether the cell holds the value into the register.
void test(system::TransitionSystem& system, system::Code& code, Cell cell, system::Value value, Register result) {
  system::Access access;
  access.groups = {system.cells[cell].group};
  const auto side = static_cast<std::uint32_t>(system.accesses.size());
  system.accesses.push_back(access);
  code.registers.resize(code.registers.size() + 2);
  const auto loaded = static_cast<Register>(code.registers.size() - 2), wanted = loaded + 1;
  code.instructions.push_back({.op = Opcode::Load, .dst = loaded, .imm = cell, .side = side});
  code.instructions.push_back({.op = Opcode::Constant, .dst = wanted, .imm = value});
  code.instructions.push_back({.op = Opcode::Equal, .dst = result, .a = loaded, .b = wanted});
}

}  // namespace

void observe(system::TransitionSystem& system, std::uint64_t seed, int count) {
  for (system::Property& property : system.properties) property.clauses.clear();
  const std::vector<Cell> cells = cells_that_change(system);
  if (cells.empty()) return;
  random::Chance chance(seed);
  system::Property& observer = system.properties.emplace_back();
  observer.name = "observer";
  for (int i = 0; i < count; ++i) {
    system::Clause& clause = observer.clauses.emplace_back();
    const int kind = chance.below(4);
    clause.kind = kind == 0   ? system::FormulaKind::Always
                  : kind == 1 ? system::FormulaKind::AtEnd
                              : system::FormulaKind::Reachable;
    system::Predicate& predicate = clause.formula.predicate;
    predicate.code.registers.resize(3);
    for (Register result : {0U, 1U}) {
      const Cell cell = chance.pick(cells);
      test(system, predicate.code, cell, some_value(system, cell, chance), result);
    }
    const Opcode both = chance.percent(50) ? Opcode::BitAnd : Opcode::BitOr;
    predicate.code.instructions.push_back({.op = both, .dst = 2, .a = 0, .b = 1});
    predicate.result = 2;
  }
}

}  // namespace pagerace::partial_order_tests
