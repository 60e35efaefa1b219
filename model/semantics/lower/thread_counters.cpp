// Constant propagation (Kildall, "A unified approach to global program optimization", 1973) for a few registers.
#include "model/semantics/lower/thread_counters.hpp"

#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "model/system/evaluate.hpp"
#include "model/system/flow.hpp"
#include "model/system/operands.hpp"

namespace pagerace::semantics {

namespace {

using system::Block;
using system::Check;
using system::Instruction;
using system::Opcode;
using system::Register;
using system::Value;

/// The counters with one known value; one that is missing may have several.
using Known = std::map<Register, Value>;

class Counters {
 public:
  Counters(const system::TransitionSystem& system, system::ThreadTemplate& thread,
           const std::vector<Register>& counters)
      : system_(system),
        code_(thread.code),
        flow_(system::flow_of(thread.code, thread.locations)),
        is_counter_(thread.code.registers.size()),
        entry_(flow_.blocks.size()) {
    for (const Register r : counters) is_counter_[r] = true;
    // What they are saved in, as interrupts are in the flags of a caller.
    for (const Instruction& at : code_.instructions)
      if (at.op == Opcode::Move && is_counter_[at.a]) is_counter_[at.dst] = true;
  }

  void solve() {
    if (flow_.blocks.empty()) return;
    entry_[0] = Known{};
    std::vector<std::uint32_t> waiting = {0};
    while (!waiting.empty()) {
      const std::uint32_t block = waiting.back();
      waiting.pop_back();
      run(flow_.blocks[block], *entry_[block], false);
      for (const system::Edge& edge : flow_.blocks[block].next) {
        if (cannot_be_taken(flow_.blocks[block], edge)) continue;
        if (join(entry_[edge.block])) waiting.push_back(edge.block);
      }
    }
  }

  void rewrite() {
    for (std::uint32_t i = 0; i < flow_.blocks.size(); i++)
      if (entry_[i]) run(flow_.blocks[i], *entry_[i], true);
  }

 private:
  /// Goes through a block; afterwards now_ is what is known at its end.
  void run(const Block& block, const Known& entry, bool rewrites) {
    now_ = entry;
    local_.clear();
    from_counter_.clear();
    for (std::uint32_t i = block.begin; i < block.end; i++) {
      Instruction& at = code_.instructions[i];
      const std::optional<Value> result = result_of(at);
      const bool is_from_counter =
          result && ((system::reads_a(at) && reads_counter(at.a)) || (system::reads_b(at) && reads_counter(at.b)));
      if (rewrites) improve(i, is_from_counter ? result : std::nullopt);
      if (!system::has_result(at.op)) continue;
      Known& into = is_counter_[at.dst] ? now_ : local_;
      into.erase(at.dst);
      from_counter_.erase(at.dst);
      if (result) into[at.dst] = *result;
      if (is_from_counter) from_counter_.insert(at.dst);
    }
  }

  std::optional<Value> value_of(Register r) const {
    const Known& from = is_counter_[r] ? now_ : local_;
    const auto found = from.find(r);
    return found == from.end() ? std::nullopt : std::optional<Value>(found->second);
  }

  std::optional<Value> result_of(const Instruction& at) const {
    const bool depends_on_more = !system::is_pure(at.op) || at.op == Opcode::Self || at.op == Opcode::Instance;
    if (depends_on_more) return std::nullopt;
    const std::optional<Value> a = system::reads_a(at) ? value_of(at.a) : std::optional<Value>(0);
    const std::optional<Value> b = system::reads_b(at) ? value_of(at.b) : std::optional<Value>(0);
    return a && b ? system::compute(system_, at, *a, *b) : std::nullopt;
  }

  bool reads_counter(Register r) const { return is_counter_[r] || from_counter_.count(r) != 0; }

  /// `result`: of an instruction that computes it from counters.
  void improve(std::uint32_t index, const std::optional<Value>& result) {
    Instruction& at = code_.instructions[index];
    const std::optional<Value> a = system::reads_a(at) ? value_of(at.a) : std::nullopt;
    const bool of_counter = a && reads_counter(at.a);
    if (result)
      at = {.op = Opcode::Constant, .dst = at.dst, .imm = *result, .span = at.span};
    else if (of_counter && at.op == Opcode::BranchZero)
      at = {.op = Opcode::Jump, .target = *a == 0 ? at.target : index + 1, .span = at.span};
    else if (of_counter && cannot_fail(at, *a))
      at = {.op = Opcode::Jump, .target = index + 1, .span = at.span};
  }

  bool cannot_fail(const Instruction& at, Value a) const {
    if (at.op == Opcode::CheckRange) {
      const system::Range& range = system_.ranges[system::range_of(at)];
      return a >= range.low && a <= range.high;
    }
    if (a != 0 || (at.op != Opcode::Report && at.op != Opcode::Fail)) return false;
    const system::Failure& failure = system_.failures[at.side];
    const bool is_about_locks = failure.check == Check::LockMisuse || failure.check == Check::SleepingInAtomic;
    return is_about_locks && failure.property < 0;
  }

  bool cannot_be_taken(const Block& block, const system::Edge& edge) const {
    const Instruction& last = code_.instructions[block.end - 1];
    if (last.op != Opcode::BranchZero || !value_of(last.a)) return false;
    if (edge.when == system::Edge::When::Zero) return *value_of(last.a) != 0;
    if (edge.when == system::Edge::When::NotZero) return *value_of(last.a) == 0;
    return false;
  }

  /// Returns true if less is known now than before.
  bool join(std::optional<Known>& into) const {
    if (!into) {
      into = now_;
      return true;
    }
    const std::size_t before = into->size();
    for (auto known = into->begin(); known != into->end();) {
      const auto other = now_.find(known->first);
      known = other == now_.end() || other->second != known->second ? into->erase(known) : std::next(known);
    }
    return into->size() < before;
  }

  const system::TransitionSystem& system_;
  system::Code& code_;
  const system::Flow flow_;
  std::vector<bool> is_counter_;
  std::vector<std::optional<Known>> entry_;  ///< for each block; nothing if it is not reached
  Known now_, local_;                        ///< of counters; of other registers, within the block
  std::set<Register> from_counter_;          ///< computed from counters, within the block
};

}  // namespace

void fold_counters(const system::TransitionSystem& system, system::ThreadTemplate& thread,
                   const std::vector<Register>& counters) {
  if (counters.empty()) return;
  Counters folded(system, thread, counters);
  folded.solve();
  folded.rewrite();
}

}  // namespace pagerace::semantics
