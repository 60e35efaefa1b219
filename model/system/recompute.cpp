// After a step, computes again what a register held, and does not keep it in the state (rematerialisation: Briggs,
// Cooper and Torczon 1992, for whom processor registers are scarce). For example, a driver has a page frame number and
// the address of the page; the address says nothing that the number does not say.
//
// A dropped register is a function of the registers that are kept, so there are as many states as before.

#include <algorithm>
#include <stdexcept>

#include "model/system/analyses.hpp"
#include "model/system/definitions.hpp"
#include "model/system/flow.hpp"
#include "model/system/rewrite.hpp"

namespace pagerace::system {
namespace {

/// The greatest depth of definitions of definitions; registers that need more are kept.
constexpr unsigned kDeepest = 4;

bool contains(const std::vector<Register>& registers, Register r) {
  return std::binary_search(registers.begin(), registers.end(), r);
}

/// The first instructions of a step from one location.
class Prologue {
 public:
  Prologue(const Code& code, const Definitions& definitions, std::size_t block, const std::vector<Register>& live)
      : code_(code), definitions_(definitions), block_(block), live_(live) {}

  /// Drops the register if it can be computed from those alive.
  void drop(Register r) {
    if (is_computable(r, 0)) dropped_.push_back(r);
  }

  /// The instructions for all dropped registers, each after those that it needs.
  std::vector<Instruction> instructions() {
    for (Register r : dropped_) compute(r);
    return instructions_;
  }

 private:
  bool is_computable(Register r, unsigned depth) const {
    const auto definition = definitions_.at_entry(block_, r);
    if (!definition || depth == kDeepest) return false;
    const auto is_there = [&](Register operand) {
      return contains(live_, operand) || is_computable(operand, depth + 1);
    };
    const Instruction& at = code_.instructions[*definition];
    return (!reads_a(at) || is_there(at.a)) && (!reads_b(at) || is_there(at.b));
  }

  /// Definitions that are available at one place never depend on each other in a circle: on every path to the place,
  /// each came after those of its operands.
  void compute(Register r) {
    const bool is_kept = contains(live_, r) && std::find(dropped_.begin(), dropped_.end(), r) == dropped_.end();
    if (is_kept || std::find(computed_.begin(), computed_.end(), r) != computed_.end()) return;
    computed_.push_back(r);
    const Instruction& at = code_.instructions[*definitions_.at_entry(block_, r)];
    if (reads_a(at)) compute(at.a);
    if (reads_b(at)) compute(at.b);
    instructions_.push_back(at);
  }

  const Code& code_;
  const Definitions& definitions_;
  const std::size_t block_;
  const std::vector<Register>& live_;
  std::vector<Register> dropped_, computed_;
  std::vector<Instruction> instructions_;
};

/// Definitions take a bit for each block and instruction. In code that is so long registers are kept: it costs bits of
/// the state, and no more.
constexpr std::size_t kMostBits = std::size_t{1} << 31;

bool may_be_dropped(const Digit& digit) { return digit.size != 1; }

bool keeps_any(const ThreadTemplate& thread) {
  return std::any_of(thread.encodings.begin(), thread.encodings.end(), [](const Encoding& encoding) {
    return std::any_of(encoding.digits.begin(), encoding.digits.end(), may_be_dropped);
  });
}

/// What to compute again at each location.
std::vector<std::vector<Instruction>> prologues_of(const ThreadTemplate& thread) {
  if (!keeps_any(thread)) return std::vector<std::vector<Instruction>>(thread.locations.size());
  const Flow flow = flow_of(thread.code, thread.locations);
  if (flow.blocks.size() * thread.code.instructions.size() > kMostBits)
    return std::vector<std::vector<Instruction>>(thread.locations.size());
  const Definitions definitions(thread.code, flow);
  std::vector<std::vector<Instruction>> prologues;
  for (std::size_t i = 0; i < thread.locations.size(); ++i) {
    prologues.emplace_back();
    const auto block = block_of(flow, thread.locations[i]);
    if (!block || thread.encodings[i].count == 0) continue;
    Prologue prologue(thread.code, definitions, *block, thread.locations[i].live);
    for (const Digit& digit : thread.encodings[i].digits) {
      if (may_be_dropped(digit)) prologue.drop(digit.reg);
    }
    prologues.back() = prologue.instructions();
  }
  return prologues;
}

/// The locations with the registers that a state keeps although nothing reads them, because their readers were
/// simplified away. They stay: without them, two different states would become one.
std::vector<Location> keeping_unread(const ThreadTemplate& thread, const std::vector<Mark>& marks) {
  const RegisterLists read = live_at_locations(thread, marks);
  std::vector<Location> keeping = thread.locations;
  for (std::size_t i = 0; i < keeping.size(); ++i) {
    std::erase_if(keeping[i].live, [&](Register r) { return contains(read[i], r); });
  }
  return keeping;
}

/// Removes from the states everything that is neither read now nor in `keeping`.
void keep_what_is_read(ThreadTemplate& thread, const std::vector<Location>& keeping, const std::vector<Mark>& marks) {
  const RegisterLists read = live_at_locations(thread, marks, keeping);
  for (std::size_t i = 0; i < thread.locations.size(); ++i) {
    if (thread.encodings[i].count == 0) continue;
    std::vector<Register>& live = thread.locations[i].live;
    if (!std::includes(live.begin(), live.end(), read[i].begin(), read[i].end())) {
      throw std::logic_error("a register is computed again from one that is not kept");
    }
    const auto is_gone = [&](Register r) { return !contains(read[i], r) && !contains(keeping[i].live, r); };
    std::erase_if(live, is_gone);
    std::erase_if(thread.encodings[i].digits, [&](const Digit& digit) { return is_gone(digit.reg); });
  }
}

}  // namespace

void recompute_registers(TransitionSystem& system) {
  for (ThreadTemplate& thread : system.templates) {
    Rewrite rewrite(thread.code, thread.locations);
    rewrite.prologues = prologues_of(thread);
    const std::vector<Location> keeping = keeping_unread(thread, system.marks);
    apply(rewrite, thread.code, thread.locations);
    keep_what_is_read(thread, keeping, system.marks);
  }
}

}  // namespace pagerace::system
