#include "model/system/ranges/code_ranges.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "model/system/operands.hpp"
#include "model/system/ranges/transfer.hpp"

namespace pagerace::system {
namespace {

constexpr unsigned kJoinsBeforeWidening = 2;
constexpr unsigned kPassesDown = 4;
constexpr std::size_t kMostPassages = 32;

std::vector<Value> constants_of(const Code& code, const TransitionSystem& system) {
  std::vector<Value> values;
  const auto near = [&values](Value value) {
    values.push_back(value);
    if (value != kLeast) values.push_back(value - 1);
    if (value != kGreatest) values.push_back(value + 1);
  };
  for (const Instruction& at : code.instructions) {
    if (at.op == Opcode::Constant) near(at.imm);
    if (at.op == Opcode::CheckRange) {
      near(system.ranges.at(range_of(at)).low);
      near(system.ranges.at(range_of(at)).high);
    }
  }
  return values;
}

}  // namespace

std::vector<std::uint32_t> groups_reached(const TransitionSystem& system, const Instruction& at,
                                          const ValueSet& offset) {
  const std::vector<std::uint32_t>& possible = system.accesses.at(access_of(at)).groups;
  const ValueSet cells = at.a == kNoRegister ? ValueSet::of(0) : offset;
  std::vector<std::uint32_t> groups;
  if (!cells.listed) {
    if (!possible.empty()) return possible;
    for (std::uint32_t group = 0; group < system.groups.size(); ++group) groups.push_back(group);
    return groups;
  }
  for (Value value : *cells.listed) {
    const Value cell = value + at.imm;
    if (cell <= 0 || cell >= static_cast<Value>(system.cells.size())) continue;
    if (system.cells[static_cast<std::size_t>(cell)].type == nullptr) continue;
    groups.push_back(system.cells[static_cast<std::size_t>(cell)].group);
  }
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

CodeRanges::CodeRanges(const Code& code, const std::vector<Location>& locations, Surroundings surroundings)
    : code_(code),
      around_(std::move(surroundings)),
      flow_(flow_of(code, locations)),
      live_(live_at_entry(code, flow_, around_.system.marks)),
      previous_(flow_.blocks.size()),
      loads_(flow_.blocks.size()),
      thresholds_(constants_of(code, around_.system)),
      entry_(flow_.blocks.size()),
      passages_(flow_.blocks.size()),
      facts_(code.registers.size()) {
  for (std::uint32_t number = 0; number < flow_.blocks.size(); ++number) {
    const Block& block = flow_.blocks[number];
    for (std::uint32_t i = 0; i < block.next.size(); ++i) previous_[block.next[i].block].emplace_back(number, i);
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const Instruction& at = code.instructions[i];
      if (at.op != Opcode::Load) continue;
      for (std::uint32_t group : groups_reached(around_.system, at, ValueSet::all())) loads_[number].push_back(group);
    }
  }
}

void CodeRanges::solve() {
  if (flow_.blocks.empty() || !look_at_memory()) return;
  ascend();
  descend();
}

void CodeRanges::visit(bool (*wanted)(Opcode), const Visitor& see) {
  for (std::uint32_t number = 0; number < flow_.blocks.size(); ++number) {
    const Block& block = flow_.blocks[number];
    const auto first = code_.instructions.begin();
    const bool is_wanted =
        std::any_of(first + block.begin, first + block.end, [wanted](const Instruction& at) { return wanted(at.op); });
    if (!is_wanted || !entry_[number].reached) continue;
    begin(number);
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      if (wanted(code_.instructions[i].op)) see(i, facts_);
      if (!step(code_.instructions[i])) break;
    }
  }
}

void CodeRanges::visit_edges(const std::function<void(std::uint32_t, std::uint32_t, const Facts&)>& see) {
  for (std::uint32_t block = 0; block < flow_.blocks.size(); ++block) {
    if (!entry_[block].reached || !execute(block)) continue;
    for (std::uint32_t edge = 0; edge < flow_.blocks[block].next.size(); ++edge) {
      facts_.checkpoint();
      if (take(block, edge)) see(block, edge, facts_);
      facts_.undo();
    }
  }
}

/// Forgets everything that depends on memory that has changed. Returns false if nothing does.
bool CodeRanges::look_at_memory() {
  bool is_new = memory_.empty();
  memory_.resize(around_.memory.size());
  const auto differs = [this](std::uint32_t group) { return memory_[group] != around_.memory[group]; };
  for (std::uint32_t block = 0; block < flow_.blocks.size(); ++block) {
    if (std::none_of(loads_[block].begin(), loads_[block].end(), differs)) continue;
    passages_[block].all.clear();
    is_new = true;
  }
  memory_ = around_.memory;
  return is_new;
}

CodeRanges::State CodeRanges::entry_state() const {
  // A thread and init begin with all registers 0.
  return {true, std::vector<Known>(live_[0].size(), Known{ValueSet::of(0), kNoRegister, {}})};
}

void CodeRanges::ascend() {
  entry_.assign(flow_.blocks.size(), State{});
  entry_[0] = entry_state();
  std::vector<unsigned> joins(flow_.blocks.size(), 0);
  is_waiting_.assign(flow_.blocks.size(), false);
  is_waiting_[0] = true;
  // Always takes the first waiting block: it depends on no other waiting block, except through a loop.
  for (std::uint32_t block = 0, next = 0; block < flow_.blocks.size(); block = next) {
    next = block + 1;
    if (!is_waiting_[block]) continue;
    is_waiting_[block] = false;
    const std::vector<State>& left = run(block);
    for (std::size_t i = 0; i < left.size(); ++i) {
      const std::uint32_t to = flow_.blocks[block].next[i].block;
      if (covers(entry_[to], left[i])) continue;
      const bool widens = flow_.blocks[to].is_loop_head && ++joins[to] > kJoinsBeforeWidening;
      grow(entry_[to], left[i], widens ? &thresholds_ : nullptr);
      is_waiting_[to] = true;
      next = std::min(next, to);
    }
  }
}

/// What holds at the beginning of the block, according to the blocks before it.
CodeRanges::State CodeRanges::arriving(std::uint32_t block) const {
  State state;
  if (block == 0) state = entry_state();
  for (const auto& [from, edge] : previous_[block]) {
    if (entry_[from].reached) grow(state, passages_[from].last_one().left[edge], nullptr);
  }
  return state;
}

void CodeRanges::descend() {
  const std::vector<State> safe = entry_;
  is_waiting_.assign(flow_.blocks.size(), true);
  for (unsigned pass = 0; pass < kPassesDown; ++pass) {
    for (std::uint32_t block = 0; block < flow_.blocks.size(); ++block) {
      if (!is_waiting_[block]) continue;
      is_waiting_[block] = false;
      State state = arriving(block);
      if (state == entry_[block]) continue;
      entry_[block] = std::move(state);
      if (entry_[block].reached) run(block);
      for (const Edge& edge : flow_.blocks[block].next) is_waiting_[edge.block] = true;
    }
  }
  // If every operation is monotonic, each pass leads from one solution to another. This is checked here.
  for (std::uint32_t block = 0; block < flow_.blocks.size(); ++block) {
    if (!is_waiting_[block] || covers(entry_[block], arriving(block))) continue;
    entry_ = safe;
    return;
  }
}

/// What holds along each edge out of the block, given what holds at its beginning.
const std::vector<CodeRanges::State>& CodeRanges::run(std::uint32_t block) {
  auto& [all, last] = passages_[block];
  // States that come again come in the same order as last time.
  for (std::size_t i = 0; i < all.size(); ++i) {
    last = last + 1 < all.size() ? last + 1 : 0;
    if (all[last].entered == entry_[block]) return all[last].left;
  }
  if (all.size() == kMostPassages) all.clear();
  last = all.size();
  all.push_back({entry_[block], std::vector<State>(flow_.blocks[block].next.size())});
  if (execute(block)) leave(block, all[last].left);
  return all[last].left;
}

/// Executes the block from its beginning to its end. Returns false if no path leads to the end.
bool CodeRanges::execute(std::uint32_t number) {
  const Block& block = flow_.blocks[number];
  begin(number);
  const auto first = code_.instructions.begin();
  return std::all_of(first + block.begin, first + block.end, [this](const Instruction& at) { return step(at); });
}

/// Returns false if no path leads on.
bool CodeRanges::step(const Instruction& at) {
  if (has_result(at.op)) {
    ValueSet values = result(at);
    if (values.empty()) return false;
    facts_.assign(at, std::move(values));
    return true;
  }
  const TransitionSystem& system = around_.system;
  switch (at.op) {
    case Opcode::Assume:
      return facts_.suppose(at.a, true);
    case Opcode::Fail:
      return at.a != kNoRegister && facts_.suppose(at.a, false);
    case Opcode::CheckRange: {
      const Range& range = system.ranges.at(range_of(at));
      return facts_.narrow(at.a, ValueSet::between(range.low, range.high));
    }
    case Opcode::CheckPointer:
      return facts_.narrow(at.a, valid_pointers(system.pointees.at(pointees_of(at)), facts_.values(at.a)));
      PAGERACE_CASES(PAGERACE_PLAIN_OPCODES)
      PAGERACE_CASES(PAGERACE_JUMP_OPCODES)
      PAGERACE_CASES(PAGERACE_ARITHMETIC_OPCODES)
      PAGERACE_CASES(PAGERACE_VALUE_OPCODES)
      PAGERACE_CASES(PAGERACE_RESULT_OPCODES)
      break;
  }
  return true;
}

ValueSet CodeRanges::result(const Instruction& at) const {
  const ValueSet a = reads_a(at) ? facts_.values(at.a) : ValueSet::none();
  const ValueSet b = reads_b(at) ? facts_.values(at.b) : ValueSet::none();
  switch (at.op) {
    case Opcode::Self:
      return around_.self;
    case Opcode::Instance:
      return around_.instance;
    case Opcode::Choose:
      if (a.empty() || b.empty()) return ValueSet::none();
      return ValueSet::between(a.range.low, b.range.high);
    case Opcode::Load: {
      ValueSet values = ValueSet::none();
      for (std::uint32_t group : groups_reached(around_.system, at, a)) values = join(values, around_.memory[group]);
      return values;
    }
    case Opcode::PointerAdd:
      return moved_pointers(around_.system.pointees.at(pointees_of(at)), a, b, at.scale);
    case Opcode::Constant:
    case Opcode::Move:
    case Opcode::Wrap:
    case Opcode::Address:
      PAGERACE_CASES(PAGERACE_ARITHMETIC_OPCODES)
      return result_of(at, a, b);
      PAGERACE_CASES(PAGERACE_STATEMENT_OPCODES)
      break;
  }
  throw std::logic_error("an instruction has no result");
}

/// Takes the edge from the end of the block. Returns false if the edge cannot be taken.
bool CodeRanges::take(std::uint32_t block, std::size_t number) {
  const Edge& edge = flow_.blocks[block].next[number];
  if (edge.when == Edge::When::Always) return true;
  return facts_.suppose(code_.instructions[flow_.blocks[block].end - 1].a, edge.when == Edge::When::NotZero);
}

void CodeRanges::leave(std::uint32_t block, std::vector<State>& left) {
  for (std::size_t edge = 0; edge < left.size(); ++edge) {
    facts_.checkpoint();
    left[edge].reached = take(block, edge);
    if (left[edge].reached) left[edge].known = facts_.of(live_[flow_.blocks[block].next[edge].block]);
    facts_.undo();
  }
}

void CodeRanges::grow(State& state, const State& more, const Thresholds* widening) {
  if (!more.reached) return;
  if (!state.reached) {
    state = more;
    return;
  }
  for (std::size_t i = 0; i < state.known.size(); ++i) {
    if (state.known[i] == more.known[i]) continue;
    Known both = join(state.known[i], more.known[i]);
    if (widening != nullptr) both.values = widening->widen(state.known[i].values, both.values);
    state.known[i] = std::move(both);
  }
}

bool CodeRanges::covers(const State& whole, const State& part) {
  if (!part.reached) return true;
  if (!whole.reached) return false;
  for (std::size_t i = 0; i < part.known.size(); ++i) {
    const Known &more = whole.known[i], &less = part.known[i];
    if (!includes(more.values, less.values)) return false;
    if (more.copy_of != kNoRegister && more.copy_of != less.copy_of) return false;
    if (more.condition.known() && more.condition != less.condition) return false;
  }
  return true;
}

}  // namespace pagerace::system
