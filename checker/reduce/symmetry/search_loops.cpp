#include "checker/reduce/symmetry/search_loops.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "checker/reduce/symmetry/known_values.hpp"
#include "model/system/operands.hpp"

namespace pagerace::checker::symmetry {
namespace {

class Finder {
 public:
  Finder(const system::TransitionSystem& system, const system::Code& code, const CodeFacts& facts,
         const std::vector<ValueSet>& memory)
      : code_(code.instructions),
        quantifiers_(code.quantifiers),
        registers_(code.registers.size()),
        facts_(facts),
        values_(system, code, facts, memory) {}

  std::vector<SearchLoop> find() && {
    for (const system::Quantifier& quantifier : quantifiers_) {
      SearchLoop loop{quantifier};
      if (facts_.is_reached(loop.tail) && has_bounds(loop) && is_pure(loop) && leaves_nothing_else(loop)) {
        loops_.push_back(loop);
      }
    }
    return std::move(loops_);
  }

 private:
  const Instruction& at(std::uint32_t index) const { return code_[index]; }

  bool has_bounds(SearchLoop& loop) const {
    const ValueSet &counter = facts_.a(loop.head), &last = facts_.b(loop.head);
    if (!facts_.is_reached(loop.head) || !last.is_single() || counter.empty()) return false;
    loop.first = counter.range.low;
    loop.last = last.range.low;
    const bool as_unsigned = at(loop.head).op == Opcode::LessEqualUnsigned;
    if (as_unsigned && (loop.first < 0) != (loop.last < 0)) return false;  // in another order than theirs here
    const auto starts = listed(first_values(loop), 1);
    const auto rounds = static_cast<system::Word>(loop.last) - static_cast<system::Word>(loop.first);
    if (rounds > kMostRounds || loop.last == std::numeric_limits<Value>::max()) return false;
    return starts && starts->size() == 1 && starts->front() == loop.first && loop.first < loop.last;
  }

  /// The values of the counter on the edges into the loop.
  ValueSet first_values(const SearchLoop& loop) const {
    ValueSet values = ValueSet::none();
    const auto& blocks = facts_.flow().blocks;
    for (std::uint32_t block = 0; block < blocks.size(); ++block) {
      for (std::uint32_t edge = 0; edge < blocks[block].next.size(); ++edge) {
        const std::uint32_t to = blocks[block].next[edge].block;
        if (!facts_.is_reached(block, edge) || blocks[to].begin != loop.head || blocks[block].end == loop.tail + 1)
          continue;
        const auto& live = facts_.live(to);
        const auto place = std::ranges::find(live, loop.counter);
        if (place == live.end()) continue;
        values = join(values, facts_.along(block, edge, static_cast<std::size_t>(place - live.begin())));
      }
    }
    return values;
  }

  bool is_pure(const SearchLoop& loop) const {
    for (std::uint32_t i = loop.head + 2; i < loop.body_end; ++i) {
      if (facts_.is_reached(i) && (has_effect(at(i).op) || may_go_on_for_ever(i))) return false;
    }
    // A call that ends the body has its return mark in the control, where only the counter has a meaning.
    for (std::uint32_t i = loop.body_end; i < loop.tail; ++i) {
      if (at(i).op == Opcode::Mark) return false;
    }
    for (Value counter = loop.first; counter <= loop.last; ++counter) {
      AbstractRegisters known(registers_);
      known[loop.counter] = counter;
      if (may_fail(loop, std::move(known))) return false;
    }
    return true;
  }

  static bool has_effect(Opcode op) {
    return system::has(op, system::kHasEffect) || op == Opcode::FenceOp || op == Opcode::Assume || op == Opcode::Report;
  }

  /// Executes the body with this counter, on all paths that it could take.
  bool may_fail(const SearchLoop& loop, AbstractRegisters at_start) const {
    std::set<std::pair<std::uint32_t, AbstractRegisters>> seen;
    std::vector<std::pair<std::uint32_t, AbstractRegisters>> waiting;
    waiting.emplace_back(loop.head + 2, std::move(at_start));
    while (!waiting.empty()) {
      if (!seen.insert(waiting.back()).second) {
        waiting.pop_back();
        continue;
      }
      auto [index, known] = std::move(waiting.back());
      waiting.pop_back();
      if (seen.size() > kMostSteps) return true;
      if (index == loop.body_end || !facts_.is_reached(index)) continue;
      if (values_.step(index, known) != Continuation::GoesOn) return true;
      const Instruction& now = at(index);
      const bool is_known = now.op == Opcode::BranchZero && known[now.a];
      const bool jumps = now.op == Opcode::Jump || (now.op == Opcode::BranchZero && (!is_known || *known[now.a] == 0));
      const bool goes_on = now.op != Opcode::Jump && (now.op != Opcode::BranchZero || !is_known || *known[now.a] != 0);
      if (jumps) waiting.emplace_back(system::target_of(now), known);
      if (goes_on) waiting.emplace_back(index + 1, std::move(known));
    }
    return false;
  }

  /// Only a loop of the same form may jump backwards.
  bool may_go_on_for_ever(std::uint32_t index) const {
    const Instruction& at = code_[index];
    if ((at.op != Opcode::Jump && at.op != Opcode::BranchZero) || system::target_of(at) > index) return false;
    return std::ranges::none_of(loops_, [index](const SearchLoop& inner) { return inner.tail == index; });
  }

  /// Later rounds and the code after the loop do not read what the body computes, and the body does not read the
  /// result.
  bool leaves_nothing_else(const SearchLoop& loop) const {
    const Register result = at(loop.body_end).dst;
    std::vector<Register> written;
    for (std::uint32_t i = loop.head; i <= loop.tail; ++i) {
      if (!system::has_result(at(i).op)) continue;
      const bool is_body = !loop.is_control(i) && i != loop.body_end;
      if (is_body && (at(i).dst == result || at(i).dst == loop.counter)) return false;
      if (is_body && system::reads_a(at(i)) && at(i).a == result) return false;
      if (is_body && system::reads_b(at(i)) && at(i).b == result) return false;
      if (at(i).dst != result) written.push_back(at(i).dst);
    }
    const auto is_written = [&written](Register r) { return std::ranges::find(written, r) != written.end(); };
    for (std::uint32_t block = 0; block < facts_.flow().blocks.size(); ++block) {
      const std::uint32_t begin = facts_.flow().blocks[block].begin;
      for (Register r : facts_.live(block)) {
        if (begin == loop.head && is_written(r) && r != loop.counter) return false;
        if (begin == loop.tail + 1 && is_written(r)) return false;
      }
    }
    return true;
  }

  static constexpr std::size_t kMostSteps = 10'000;
  static constexpr system::Word kMostRounds = 4096;

  const std::vector<Instruction>& code_;
  const std::vector<system::Quantifier>& quantifiers_;
  const std::size_t registers_;
  const CodeFacts& facts_;
  const KnownValues values_;
  std::vector<SearchLoop> loops_;  ///< inner loops first
};

}  // namespace

std::vector<SearchLoop> search_loops(const system::TransitionSystem& system, const system::Code& code,
                                     const CodeFacts& facts, const std::vector<ValueSet>& memory) {
  return Finder(system, code, facts, memory).find();
}

}  // namespace pagerace::checker::symmetry
