// Removes instructions whose result nothing reads, and jumps to the next instruction. What a state keeps counts as
// read, even if nothing reads it there: two different states stay different.

#include "model/system/analyses.hpp"
#include "model/system/definitions.hpp"
#include "model/system/flow.hpp"
#include "model/system/reads.hpp"
#include "model/system/rewrite.hpp"

namespace pagerace::system {
namespace {

/// One pass over the code of a thread, or of init, which has no locations.
class DeadCode {
 public:
  DeadCode(Code& code, std::vector<Location>& locations, const std::vector<Mark>& marks)
      : code_(code), locations_(locations), marks_(marks), rewrite_(code, locations) {}

  /// Returns false if there was nothing to remove.
  bool take_out() {
    const Flow flow = flow_of(code_, locations_);
    const auto live = live_at_entry(code_, flow, marks_, locations_);
    for (const Block& block : flow.blocks) {
      alive_.assign(code_.registers.size(), false);
      for (const Edge& edge : block.next) {
        for (Register r : live[edge.block]) alive_[r] = true;
      }
      for (std::uint32_t i = block.end; i-- > block.begin;) examine(i);
    }
    const std::size_t before = code_.instructions.size();
    apply(rewrite_, code_, locations_);
    return code_.instructions.size() < before;
  }

 private:
  /// Called for the instructions in backward order.
  void examine(std::uint32_t index) {
    const Instruction& at = code_.instructions[index];
    const bool is_useless =
        (is_pure(at.op) && !alive_[at.dst]) || (at.op == Opcode::Jump && target_of(at) == index + 1);
    rewrite_.taken_out[index] = is_useless;
    if (is_useless) return;
    if (has_result(at.op)) alive_[at.dst] = false;
    each_read(at, marks_, locations_, [this](Register r) { alive_[r] = true; });
  }

  Code& code_;
  std::vector<Location>& locations_;
  const std::vector<Mark>& marks_;
  Rewrite rewrite_;
  std::vector<bool> alive_;
};

}  // namespace

void take_out_dead_code(TransitionSystem& system) {
  std::vector<Location> none;
  while (DeadCode(system.init, none, system.marks).take_out()) {
  }
  for (ThreadTemplate& thread : system.templates) {
    // A removed instruction may have been the only reader of another one's result.
    while (DeadCode(thread.code, thread.locations, system.marks).take_out()) {
    }
  }
}

}  // namespace pagerace::system
