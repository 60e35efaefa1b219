#include "model/system/ranges/simplify.hpp"

#include <algorithm>

#include "model/system/operands.hpp"
#include "model/system/ranges/transfer.hpp"
#include "model/system/rewrite.hpp"

namespace pagerace::system {
namespace {

enum class Finding : std::uint8_t { Needed, Moves, Jumps, Useless };

/// Checks of values and pointers, of which nobody asks whether they were evaluated. Of the others, coverage must say
/// so.
bool may_be_left_out(Check check) {
  return check == Check::ValueRange || check == Check::NullPointer || check == Check::OutOfBounds ||
         check == Check::Arithmetic || check == Check::StaleMemmap || check == Check::UseAfterFree ||
         check == Check::Uninitialized;
}

/// What to do with the instructions of which examine() is asked.
class Examination {
 public:
  explicit Examination(const TransitionSystem& system) : system_(system) {}

  static bool is_asked(Opcode op) {
    return op == Opcode::Wrap || op == Opcode::CheckRange || op == Opcode::CheckPointer || op == Opcode::Fail ||
           op == Opcode::Report || op == Opcode::BranchZero;
  }

  Finding of(const Instruction& at, const Facts& facts) const {
    if (at.a == kNoRegister) return Finding::Needed;
    const ValueSet& values = facts.values(at.a);
    if (values.empty()) return Finding::Needed;
    const bool is_zero = includes(ValueSet::of(0), values);
    if (at.op == Opcode::BranchZero) {
      if (is_zero) return Finding::Jumps;
      return values.contains(0) ? Finding::Needed : Finding::Useless;
    }
    if (at.op == Opcode::Wrap)
      return result_of(at, values, ValueSet::none()).range == values.range ? Finding::Moves : Finding::Needed;
    const bool is_test = at.op == Opcode::Fail || at.op == Opcode::Report;
    const bool is_useless =
        is_test ? is_zero && may_be_left_out(system_.failures.at(failure_of(at)).check) : includes(allowed(at), values);
    return is_useless ? Finding::Useless : Finding::Needed;
  }

 private:
  ValueSet allowed(const Instruction& at) const {
    if (at.op == Opcode::CheckPointer) return objects_of(system_.pointees.at(pointees_of(at)));
    const Range& range = system_.ranges.at(range_of(at));
    return ValueSet::between(range.low, range.high);
  }

  const TransitionSystem& system_;
};

bool is_control_of_quantifier(const Code& code, std::uint32_t instruction) {
  return std::any_of(code.quantifiers.begin(), code.quantifiers.end(),
                     [&](const Quantifier& loop) { return loop.is_control(instruction); });
}

void simplify_code(const Examination& examination, Code& code, std::vector<Location>& locations, CodeRanges& ranges) {
  std::vector<Finding> findings(code.instructions.size(), Finding::Needed);
  ranges.visit(Examination::is_asked, [&](std::uint32_t index, const Facts& facts) {
    findings[index] = examination.of(code.instructions[index], facts);
  });
  Rewrite rewrite(code, locations);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    Instruction& at = code.instructions[i];
    // Symmetry looks for the control of quantifiers as it was written.
    if (at.op == Opcode::BranchZero && is_control_of_quantifier(code, static_cast<std::uint32_t>(i))) continue;
    if (findings[i] == Finding::Moves) at.op = Opcode::Move;
    if (findings[i] == Finding::Jumps) at = {.op = Opcode::Jump, .target = at.target, .span = at.span};
    rewrite.taken_out[i] = findings[i] == Finding::Useless;
  }
  apply(rewrite, code, locations);
}

}  // namespace

void simplify(TransitionSystem& system, MemoryRanges& ranges) {
  const Examination examination(system);
  std::vector<Location> none;
  simplify_code(examination, system.init, none, ranges.init());
  for (std::size_t i = 0; i < system.templates.size(); ++i) {
    simplify_code(examination, system.templates[i].code, system.templates[i].locations, ranges.thread(i));
  }
}

}  // namespace pagerace::system
