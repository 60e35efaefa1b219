#include "model/system/ranges/simplify.hpp"

#include "model/system/operands.hpp"
#include "model/system/ranges/transfer.hpp"
#include "model/system/rewrite.hpp"

namespace pagerace::system {
namespace {

enum class Finding : std::uint8_t { Needed, Moves, Useless };

Finding examine(const TransitionSystem& system, const Instruction& at, const Facts& facts) {
  if (at.op == Opcode::Fail) {
    // Others stay, since it counts for coverage that they were reached.
    const bool may_go = at.a != kNoRegister && system.failures.at(failure_of(at)).check == Check::Uninitialized;
    return may_go && includes(ValueSet::of(0), facts.values(at.a)) ? Finding::Useless : Finding::Needed;
  }
  const ValueSet& values = facts.values(at.a);
  if (at.op == Opcode::Wrap) {
    return result_of(at, values, ValueSet::none()).range == values.range ? Finding::Moves : Finding::Needed;
  }
  const auto allowed = [&] {
    if (at.op == Opcode::CheckPointer) return objects_of(system.pointees.at(pointees_of(at)));
    const Range& range = system.ranges.at(range_of(at));
    return ValueSet::between(range.low, range.high);
  };
  return includes(allowed(), values) ? Finding::Useless : Finding::Needed;
}

void simplify_code(const TransitionSystem& system, Code& code, std::vector<Location>& locations, CodeRanges& ranges) {
  std::vector<Finding> findings(code.instructions.size(), Finding::Needed);
  const auto may_go = [](Opcode op) {
    return op == Opcode::Wrap || op == Opcode::CheckRange || op == Opcode::CheckPointer || op == Opcode::Fail;
  };
  ranges.visit(may_go, [&](std::uint32_t index, const Facts& facts) {
    findings[index] = examine(system, code.instructions[index], facts);
  });
  Rewrite rewrite(code, locations);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i] == Finding::Moves) code.instructions[i].op = Opcode::Move;
    rewrite.taken_out[i] = findings[i] == Finding::Useless;
  }
  apply(rewrite, code, locations);
}

}  // namespace

void simplify(TransitionSystem& system, MemoryRanges& ranges) {
  std::vector<Location> none;
  simplify_code(system, system.init, none, ranges.init());
  for (std::size_t i = 0; i < system.templates.size(); ++i) {
    simplify_code(system, system.templates[i].code, system.templates[i].locations, ranges.thread(i));
  }
}

}  // namespace pagerace::system
