#include "model/system/ranges/memory_ranges.hpp"

#include <algorithm>

namespace pagerace::system {
namespace {

constexpr unsigned kRoundsBeforeWidening = 3;
constexpr unsigned kRoundsBeforeGivingUp = 12;
constexpr unsigned kMemoryPassesDown = 2;

std::vector<Value> stored_constants(const TransitionSystem& system) {
  std::vector<Value> values;
  const auto take = [&values](const Code& code) {
    for (const Instruction& at : code.instructions) {
      if (at.op == Opcode::Constant) values.push_back(at.imm);
    }
  };
  take(system.init);
  for (const ThreadTemplate& thread : system.templates) take(thread.code);
  return values;
}

Surroundings surroundings_of(const TransitionSystem& system, std::uint32_t thread,
                             const std::vector<ValueSet>& memory) {
  ValueSet self = ValueSet::none(), instance = ValueSet::none();
  for (std::size_t i = 0; i < system.instances.size(); ++i) {
    if (system.instances[i].code != thread) continue;
    self = join(self, ValueSet::between(static_cast<Value>(i) + 1, static_cast<Value>(i) + 1));
    instance = join(instance, ValueSet::between(system.instances[i].number, system.instances[i].number));
  }
  return {system, memory, self, instance};
}

}  // namespace

MemoryRanges::MemoryRanges(const TransitionSystem& system, const std::vector<ValueSet>& known)
    : system_(system), declared_(system.groups.size()), initial_(system.groups.size()) {
  for (std::size_t cell = 0; cell < system.cells.size(); ++cell) {
    const CellInfo& info = system.cells[cell];
    if (info.type == nullptr) continue;
    const bool bounded = !info.type->is_pointer();
    declared_[info.group] =
        join(declared_[info.group], bounded ? ValueSet::between(info.range.low, info.range.high) : ValueSet::all());
    initial_[info.group] = join(initial_[info.group], ValueSet::of(system.initial_memory.at(cell)));
  }
  groups_ = initial_;
  for (std::size_t group = 0; group < known.size(); ++group) groups_[group] = join(groups_[group], known[group]);
  const ValueSet zero = ValueSet::of(0);
  codes_.push_back(
      std::make_unique<CodeRanges>(system.init, std::vector<Location>{}, Surroundings{system, groups_, zero, zero}));
  for (std::uint32_t i = 0; i < system.templates.size(); ++i) {
    const ThreadTemplate& thread = system.templates[i];
    codes_.push_back(std::make_unique<CodeRanges>(thread.code, thread.locations, surroundings_of(system, i, groups_)));
  }
}

void MemoryRanges::solve() {
  const Thresholds thresholds(stored_constants(system_));
  for (unsigned round = 0;; ++round) {
    solve_codes();
    const std::vector<ValueSet> found = with_stores();
    bool grew = false;
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      if (includes(groups_[group], found[group])) continue;
      grew = true;
      ValueSet grown = join(groups_[group], found[group]);
      if (round >= kRoundsBeforeWidening) grown = thresholds.widen(groups_[group], grown);
      if (round >= kRoundsBeforeGivingUp && !grown.listed) grown = declared_[group];
      groups_[group] = join(initial_[group], meet(grown, declared_[group]));
    }
    if (!grew) break;
  }
  descend();
}

/// Tries smaller ranges than the widening gave. They are kept only if they are a solution again.
void MemoryRanges::descend() {
  for (unsigned pass = 0; pass < kMemoryPassesDown; ++pass) {
    const std::vector<ValueSet> safe = groups_;
    groups_ = with_stores();
    if (groups_ == safe) return;
    solve_codes();
    const std::vector<ValueSet> found = with_stores();
    bool solution = true;
    for (std::size_t i = 0; i < groups_.size(); ++i) solution = solution && includes(groups_[i], found[i]);
    if (solution) continue;
    groups_ = safe;
    solve_codes();
    return;
  }
}

void MemoryRanges::solve_codes() {
  for (const auto& code : codes_) code->solve();
}

/// The initial values of memory joined with all values that code stores, according to the solution.
std::vector<ValueSet> MemoryRanges::with_stores() const {
  std::vector<ValueSet> result = initial_;
  collect(system_.init, *codes_[0], result);
  for (std::size_t i = 0; i < system_.templates.size(); ++i) collect(system_.templates[i].code, *codes_[i + 1], result);
  return result;
}

void MemoryRanges::collect(const Code& code, CodeRanges& ranges, std::vector<ValueSet>& into) const {
  const auto is_store = [](Opcode op) { return op == Opcode::Store; };
  ranges.visit(is_store, [&](std::uint32_t index, const Facts& facts) {
    const Instruction& at = code.instructions[index];
    const ValueSet offset = at.a == kNoRegister ? ValueSet::none() : facts.values(at.a);
    for (std::uint32_t group : groups_reached(system_, at, offset)) {
      // A store of any other value fails.
      into[group] = join(into[group], meet(facts.values(at.b), declared_[group]));
    }
  });
}

}  // namespace pagerace::system
