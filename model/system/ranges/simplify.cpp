#include "model/system/ranges/simplify.hpp"

#include "model/system/operands.hpp"
#include "model/system/ranges/transfer.hpp"
#include "model/system/rewrite.hpp"

namespace pagerace::system {
namespace {

enum class Finding : std::uint8_t { Needed, Moves, Useless };

Finding examine(const TransitionSystem& system, const Instruction& at, const Facts& facts) {
  switch (at.op) {
    case Opcode::Wrap: {
      const ValueSet& values = facts.values(at.a);
      const ValueSet result = result_of(at, values, ValueSet::none());
      return result.range == values.range ? Finding::Moves : Finding::Needed;
    }
    case Opcode::CheckRange: {
      const Range& range = system.ranges.at(range_of(at));
      return includes(ValueSet::between(range.low, range.high), facts.values(at.a)) ? Finding::Useless
                                                                                    : Finding::Needed;
    }
    case Opcode::CheckPointer:
      return includes(objects_of(system.pointees.at(pointees_of(at))), facts.values(at.a)) ? Finding::Useless
                                                                                           : Finding::Needed;
      PAGERACE_CASES(PAGERACE_ARITHMETIC_OPCODES)
    case Opcode::Constant:
    case Opcode::Move:
    case Opcode::Self:
    case Opcode::Instance:
    case Opcode::Address:
    case Opcode::Choose:
    case Opcode::Load:
    case Opcode::PointerAdd:
    case Opcode::Store:
    case Opcode::FenceOp:
    case Opcode::Jump:
    case Opcode::BranchZero:
    case Opcode::Assume:
    case Opcode::Fail:
    case Opcode::Report:
    case Opcode::Yield:
    case Opcode::Mark:
      break;
  }
  return Finding::Needed;
}

void simplify_code(const TransitionSystem& system, Code& code, std::vector<Location>& locations, CodeRanges& ranges) {
  std::vector<Finding> findings(code.instructions.size(), Finding::Needed);
  const auto may_go = [](Opcode op) {
    return op == Opcode::Wrap || op == Opcode::CheckRange || op == Opcode::CheckPointer;
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
