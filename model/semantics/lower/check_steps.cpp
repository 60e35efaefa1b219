#include "model/semantics/lower/check_steps.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "model/semantics/lower/steps.hpp"
#include "model/system/operands.hpp"
#include "model/system/ranges/may_fail.hpp"
#include "model/system/ranges/memory_ranges.hpp"
#include "model/system/rewrite.hpp"

namespace pagerace::semantics {

namespace {

using system::Code;
using system::Location;

/// The checks of one template. A placeholder is a jump to the next instruction; only marks stand between it and its check.
class CheckSteps {
 public:
  CheckSteps(const system::TransitionSystem& system, system::ThreadTemplate& thread,
             const std::vector<std::uint32_t>& placeholders, const std::vector<bool>& own)
      : system_(system),
        thread_(thread),
        code_(thread.code.instructions),
        placeholders_(placeholders),
        own_(own),
        ends_step_(code_.size(), false) {}

  /// Assumes that every check may fail. Returns whether one of them comes after a store.
  bool find_candidates() {
    const std::vector<bool> after_store = find_stored();
    return std::any_of(placeholders_.begin(), placeholders_.end(),
                       [&](std::uint32_t at) { return after_store[at]; });
  }

  /// Finds the placeholders whose check may fail, and begins a step at those that come after a store.
  void place(system::CodeRanges& ranges) {
    std::map<std::uint32_t, std::uint32_t> placeholder_of;  // by check
    for (const std::uint32_t at : placeholders_) placeholder_of[check_behind(at)] = at;
    const auto can_fail = [](Opcode op) { return system::has(op, system::kMayFail); };
    ranges.visit(can_fail, [&](std::uint32_t index, const system::Facts& facts) {
      const auto found = placeholder_of.find(index);
      if (found != placeholder_of.end()) ends_step_[found->second] = system::may_fail(system_, code_[index], facts);
    });
    const std::vector<bool> after_store = find_stored();
    const std::vector<bool> is_target = targets();
    for (const std::uint32_t at : placeholders_) {
      if (after_store[at] && ends_step_[at]) begin_step(at, is_target);
    }
  }

  void remove_placeholders() {
    system::Rewrite rewrite(thread_.code, thread_.locations);
    for (const std::uint32_t at : placeholders_) rewrite.taken_out[at] = code_[at].op == Opcode::Jump;
    system::apply(rewrite, thread_.code, thread_.locations);
  }

 private:
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
    arrive(0, false);
    for (const Location& location : thread_.locations) arrive(location.resume, false);
    while (!waiting.empty()) {
      const std::uint32_t at = waiting.back();
      waiting.pop_back();
      if (at == code_.size()) continue;
      const Instruction& i = code_[at];
      if (i.op == Opcode::Yield) continue;
      const bool stored =
          ((state[at] & kStored) != 0 && !ends_step_[at]) || (i.op == Opcode::Store && noticed_by_others(system_, own_, i));
      if (system::has(i.op, system::kJumps)) arrive(system::target_of(i), stored);
      const bool goes_on = i.op != Opcode::Jump && !(i.op == Opcode::Fail && i.a == kNoRegister);
      if (goes_on) arrive(at + 1, stored);
    }
    std::vector<bool> result(code_.size());
    for (std::size_t i = 0; i < result.size(); i++) result[i] = (state[i] & kStored) != 0;
    return result;
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
    const Span span = code_[check_behind(at)].span;
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
                            i.op == Opcode::CheckRange || i.op == Opcode::CheckPointer ||
                            system::is_division(i.op) || (i.op == Opcode::Fail && i.a != kNoRegister);
      if (!is_local && !to_next) return std::nullopt;
    }
    return std::nullopt;
  }

  const system::TransitionSystem& system_;
  system::ThreadTemplate& thread_;
  std::vector<Instruction>& code_;
  const std::vector<std::uint32_t>& placeholders_;
  const std::vector<bool>& own_;
  std::vector<bool> ends_step_;  ///< placeholders before checks that may fail
};

}  // namespace

void place_check_steps(system::TransitionSystem& system, const std::vector<std::vector<std::uint32_t>>& checks) {
  const std::vector<bool> own = private_groups(system);
  std::vector<CheckSteps> all;
  bool any = false;
  for (std::size_t t = 0; t < system.templates.size(); t++) {
    all.emplace_back(system, system.templates[t], checks[t], own);
    any = all.back().find_candidates() || any;
  }
  if (any) {
    system::MemoryRanges ranges(system);
    ranges.solve();
    for (std::size_t t = 0; t < all.size(); t++) all[t].place(ranges.thread(t));
  }
  for (CheckSteps& thread : all) thread.remove_placeholders();
}

}  // namespace pagerace::semantics
