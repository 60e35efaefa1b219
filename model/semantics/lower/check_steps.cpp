#include "model/semantics/lower/check_steps.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "model/semantics/lower/steps.hpp"
#include "model/system/operands.hpp"
#include "model/system/ranges/may_fail.hpp"
#include "model/system/ranges/memory_ranges.hpp"
#include "model/system/rewrite.hpp"

namespace pagerace::semantics {

namespace {

using system::Code;
using system::Location;

/// The checks of one template. A placeholder is a jump to the next instruction; only marks stand between it and its
/// check.
class CheckSteps {
 public:
  CheckSteps(const system::TransitionSystem& system, system::ThreadTemplate& thread, const StepMarks& marks,
             const std::vector<bool>& own)
      : system_(system),
        thread_(thread),
        code_(thread.code.instructions),
        checks_(marks.checks),
        loops_(marks.loops),
        sections_(sections_of(thread.code, marks.yields)),
        own_(own),
        ends_step_(code_.size(), false) {}

  /// Assumes that every check may fail. Returns whether one of them comes after a store.
  bool find_candidates() {
    const std::vector<bool> after_store = find_stored();
    const auto is_after_store = [&](std::uint32_t at) { return after_store[at]; };
    return std::any_of(checks_.begin(), checks_.end(), is_after_store) ||
           std::any_of(loops_.begin(), loops_.end(), is_after_store) ||
           std::any_of(sections_.begin(), sections_.end(),
                       [&](const auto& section) { return after_store[section.first]; });
  }

  /// Finds the placeholders whose check may fail, and begins a step at those that come after a store.
  void place(system::CodeRanges& ranges) {
    std::vector<bool> fails(code_.size(), false);
    const auto can_fail = [](Opcode op) { return system::has(op, system::kMayFail); };
    ranges.visit(can_fail, [&](std::uint32_t index, const system::Facts& facts) {
      fails[index] = system::may_fail(system_, code_[index], facts);
    });
    for (const std::uint32_t at : checks_) ends_step_[at] = fails[check_behind(at)];
    for (const auto& [at, section] : sections_) {
      ends_step_[at] = std::find(fails.begin() + section.first, fails.begin() + section.second, true) !=
                       fails.begin() + section.second;
    }
    const std::vector<bool> perhaps_stored = find_stored();
    for (const std::uint32_t at : loops_) ends_step_[at] = perhaps_stored[at] && comes_back(at + 1);
    const std::vector<bool> after_store = find_stored();
    const std::vector<bool> is_target = targets();
    for (const std::uint32_t at : loops_) {
      if (after_store[at] && ends_step_[at]) begin_step_here(at, code_[at].span);
    }
    for (const auto& [at, section] : sections_) {
      if (after_store[at] && ends_step_[at]) begin_step_here(at, code_[at].span);
    }
    for (const std::uint32_t at : checks_) {
      if (after_store[at] && ends_step_[at]) begin_step(at, is_target);
    }
  }

  void remove_placeholders() {
    system::Rewrite rewrite(thread_.code, thread_.locations);
    for (const auto* placeholders : {&checks_, &loops_}) {
      for (const std::uint32_t at : *placeholders) rewrite.taken_out[at] = code_[at].op == Opcode::Jump;
    }
    system::apply(rewrite, thread_.code, thread_.locations);
  }

 private:
  using Sections = std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>>;

  /// The atomic sections that have no step of their own, since they access nothing that others notice: the instruction
  /// before each, and the instructions in it.
  static Sections sections_of(const Code& code, const std::vector<PendingYield>& yields) {
    Sections sections;
    for (const PendingYield& yield : yields) {
      const bool is_step = code.instructions[yield.instruction].op == Opcode::Yield;
      if (yield.why == PendingYield::Why::Atomic && !is_step) sections[yield.instruction] = {yield.begin, yield.end};
    }
    return sections;
  }

  /// For each instruction whether control may come to it with a store in the same step before it.
  std::vector<bool> find_stored() const {
    enum : std::uint8_t { kSeen = 1, kStored = 2 };
    std::vector<std::uint8_t> state(code_.size() + 1, 0);
    std::vector<std::uint32_t> waiting;
    const auto arrive = [&](std::uint32_t to, bool stored) {
      const std::uint8_t with = state[to] | kSeen | (stored ? kStored : 0);
      if (with == state[to]) return;
      state[to] = with;
      waiting.push_back(to);
    };
    // The initial state is like a store: a check that fails at once must not keep the others from running.
    arrive(0, true);
    for (const Location& location : thread_.locations) arrive(location.resume, false);
    while (!waiting.empty()) {
      const std::uint32_t at = waiting.back();
      waiting.pop_back();
      if (at == code_.size()) continue;
      const Instruction& i = code_[at];
      if (i.op == Opcode::Yield) continue;
      const bool stored = ((state[at] & kStored) != 0 && !ends_step_[at]) ||
                          (i.op == Opcode::Store && noticed_by_others(system_, own_, i));
      if (system::has(i.op, system::kJumps)) arrive(system::target_of(i), stored);
      const bool goes_on = i.op != Opcode::Jump && !(i.op == Opcode::Fail && i.a == kNoRegister);
      if (goes_on) arrive(at + 1, stored);
    }
    std::vector<bool> result(code_.size());
    for (std::size_t i = 0; i < result.size(); i++) result[i] = (state[i] & kStored) != 0;
    return result;
  }

  /// Whether control can come back to the instruction without the end of a step.
  bool comes_back(std::uint32_t head) const {
    std::set<std::uint32_t> seen;
    std::vector<std::uint32_t> waiting{head};
    while (!waiting.empty()) {
      const std::uint32_t at = waiting.back();
      waiting.pop_back();
      if (at == code_.size()) continue;
      const Instruction& i = code_[at];
      if (i.op == Opcode::Yield) continue;
      const auto go = [&](std::uint32_t to) {
        if (seen.insert(to).second) waiting.push_back(to);
      };
      if (system::has(i.op, system::kJumps)) go(system::target_of(i));
      if (i.op != Opcode::Jump && !(i.op == Opcode::Fail && i.a == kNoRegister)) go(at + 1);
      if (seen.contains(head)) return true;
    }
    return false;
  }

  std::uint32_t check_behind(std::uint32_t placeholder) const {
    std::uint32_t at = placeholder + 1;
    while (code_[at].op == Opcode::Mark) at++;
    return at;
  }

  std::vector<bool> targets() const {
    std::vector<bool> result(code_.size() + 1, false);
    for (std::size_t i = 0; i < code_.size(); i++) {
      const bool to_next = code_[i].op == Opcode::Jump && system::target_of(code_[i]) == i + 1;
      if (system::has(code_[i].op, system::kJumps) && !to_next) result[system::target_of(code_[i])] = true;
    }
    return result;
  }

  /// If another step follows directly, it begins here instead: the check is then a part of it.
  void begin_step(std::uint32_t at, const std::vector<bool>& is_target) {
    if (const auto next = step_behind(at, is_target)) {
      const std::uint32_t number = system::location_of(code_[*next]);
      code_[at] = code_[*next];
      code_[*next] = {.op = Opcode::Jump, .target = *next + 1, .span = code_[*next].span};
      thread_.locations[number].resume = at + 1;
      return;
    }
    begin_step_here(at, code_[check_behind(at)].span);
  }

  void begin_step_here(std::uint32_t at, Span span) {
    code_[at] = {.op = Opcode::Yield, .side = static_cast<std::uint32_t>(thread_.locations.size()), .span = span};
    Location location;
    location.resume = at + 1;
    location.span = span;
    thread_.locations.push_back(location);
  }

  /// The yield before the next step, if nothing but local computation is between, and no other way leads there.
  std::optional<std::uint32_t> step_behind(std::uint32_t from, const std::vector<bool>& is_target) const {
    for (std::uint32_t at = from + 1; at < code_.size() && !is_target[at]; at++) {
      const Instruction& i = code_[at];
      if (i.op == Opcode::Yield) {
        return thread_.locations[system::location_of(i)].is_end ? std::nullopt : std::optional(at);
      }
      const bool to_next = i.op == Opcode::Jump && system::target_of(i) == at + 1;
      const bool is_local = system::is_pure(i.op) || i.op == Opcode::Mark || i.op == Opcode::PointerAdd ||
                            i.op == Opcode::CheckRange || i.op == Opcode::CheckPointer || system::is_division(i.op) ||
                            (i.op == Opcode::Fail && i.a != kNoRegister);
      if (!is_local && !to_next) return std::nullopt;
    }
    return std::nullopt;
  }

  const system::TransitionSystem& system_;
  system::ThreadTemplate& thread_;
  std::vector<Instruction>& code_;
  const std::vector<std::uint32_t>&checks_, &loops_;
  const Sections sections_;
  const std::vector<bool>& own_;
  std::vector<bool> ends_step_;  ///< placeholders before what may end the step, or keep it from ending
};

}  // namespace

std::vector<system::ValueSet> place_check_steps(system::TransitionSystem& system, const std::vector<StepMarks>& marks) {
  const std::vector<bool> own = private_groups(system);
  std::vector<CheckSteps> all;
  bool any = false;
  for (std::size_t t = 0; t < system.templates.size(); t++) {
    all.emplace_back(system, system.templates[t], marks[t], own);
    any = all.back().find_candidates() || any;
  }
  std::vector<system::ValueSet> known;
  if (any) {
    system::MemoryRanges ranges(system);
    ranges.solve();
    known = ranges.groups();
    for (std::size_t t = 0; t < all.size(); t++) all[t].place(ranges.thread(t));
  }
  for (CheckSteps& thread : all) thread.remove_placeholders();
  return known;
}

}  // namespace pagerace::semantics
