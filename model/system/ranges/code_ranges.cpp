#include "model/system/ranges/code_ranges.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "model/system/operands.hpp"
#include "model/system/ranges/transfer.hpp"

namespace pagerace::system {
namespace {

constexpr unsigned kJoinsBeforeWidening = 2;
constexpr unsigned kPassesDown = 4;

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
      thresholds_(constants_of(code, around_.system)),
      entry_(flow_.blocks.size()),
      facts_(code.registers.size()) {
  for (std::uint32_t block = 0; block < flow_.blocks.size(); ++block) {
    const auto& next = flow_.blocks[block].next;
    for (std::uint32_t i = 0; i < next.size(); ++i) previous_[next[i].block].emplace_back(block, i);
  }
}

void CodeRanges::solve() {
  if (flow_.blocks.empty()) return;
  ascend();
  descend();
}

void CodeRanges::visit(const Visitor& see) {
  for (std::uint32_t block = 0; block < flow_.blocks.size(); ++block) {
    if (entry_[block].reached) run(block, entry_[block], &see);
  }
}

void CodeRanges::visit_edges(const std::function<void(std::uint32_t, std::uint32_t, const Facts&)>& see) {
  for (std::uint32_t number = 0; number < flow_.blocks.size(); ++number) {
    if (!entry_[number].reached) continue;
    const std::vector<State> out = run(number, entry_[number], nullptr);
    for (std::uint32_t edge = 0; edge < out.size(); ++edge) {
      if (!out[edge].reached) continue;
      facts_.checkpoint();
      leaving(flow_.blocks[number].next[edge], flow_.blocks[number]);
      see(number, edge, facts_);
      facts_.undo();
    }
  }
}

CodeRanges::State CodeRanges::entry_state() const {
  // A thread and init begin with all registers 0.
  return {true, std::vector<Known>(live_[0].size(), Known{ValueSet::of(0), kNoRegister, {}})};
}

void CodeRanges::ascend() {
  entry_.assign(flow_.blocks.size(), State{});
  entry_[0] = entry_state();
  std::vector<unsigned> joins(flow_.blocks.size(), 0);
  std::set<std::uint32_t> waiting{0};
  while (!waiting.empty()) {
    const std::uint32_t block = *waiting.begin();
    waiting.erase(waiting.begin());
    const std::vector<State> out = run(block, entry_[block], nullptr);
    for (std::size_t i = 0; i < out.size(); ++i) {
      const std::uint32_t to = flow_.blocks[block].next[i].block;
      if (!out[i].reached || covers({entry_[to]}, {out[i]})) continue;
      State grown = joined(entry_[to], out[i]);
      if (flow_.blocks[to].is_loop_head && ++joins[to] > kJoinsBeforeWidening) {
        for (std::size_t r = 0; r < grown.known.size(); ++r) {
          grown.known[r].values = thresholds_.widen(entry_[to].known[r].values, grown.known[r].values);
        }
      }
      entry_[to] = std::move(grown);
      waiting.insert(to);
    }
  }
}

/// What holds at the beginning of each block according to the blocks before it. In place, a block already sees what
/// this pass found before it.
std::vector<CodeRanges::State> CodeRanges::once_more(bool in_place) {
  std::vector<State> before = entry_;
  std::vector<std::vector<State>> out;
  for (std::uint32_t block = 0; block < flow_.blocks.size(); ++block) {
    out.push_back(before[block].reached ? run(block, before[block], nullptr)
                                        : std::vector<State>(flow_.blocks[block].next.size()));
  }
  std::vector<State> after(before.size());
  for (std::uint32_t block = 0; block < flow_.blocks.size(); ++block) {
    if (block == 0) after[0] = entry_state();
    for (const auto& [from, edge] : previous_[block]) after[block] = joined(after[block], out[from][edge]);
    if (in_place && before[block].reached) {
      out[block] = after[block].reached ? run(block, after[block], nullptr)
                                        : std::vector<State>(flow_.blocks[block].next.size());
    }
  }
  return after;
}

void CodeRanges::descend() {
  const std::vector<State> safe = entry_;
  for (unsigned pass = 0; pass < kPassesDown; ++pass) entry_ = once_more(true);
  // From a solution each pass leads to a solution if every operation is monotonic. That is not left to hope.
  if (!covers(entry_, once_more(false))) entry_ = safe;
}

std::vector<CodeRanges::State> CodeRanges::run(std::uint32_t number, const State& from, const Visitor* see) {
  const Block& block = flow_.blocks[number];
  facts_.reset(live_[number], from.known);
  std::vector<State> out(block.next.size());
  for (std::uint32_t i = block.begin; i < block.end; ++i) {
    if (see != nullptr) (*see)(i, facts_);
    if (!step(code_.instructions[i])) return out;
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    facts_.checkpoint();
    out[i] = leaving(block.next[i], block);
    facts_.undo();
  }
  return out;
}

/// False where no way leads on.
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
    case Opcode::Constant:
    case Opcode::Move:
    case Opcode::Self:
    case Opcode::Instance:
    case Opcode::Wrap:
    case Opcode::Address:
    case Opcode::Choose:
    case Opcode::Load:
    case Opcode::PointerAdd:
      PAGERACE_CASES(PAGERACE_ARITHMETIC_OPCODES)
    case Opcode::Store:
    case Opcode::FenceOp:
    case Opcode::Jump:
    case Opcode::BranchZero:
    case Opcode::Report:
    case Opcode::Yield:
    case Opcode::Mark:
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
    case Opcode::Store:
    case Opcode::FenceOp:
    case Opcode::Jump:
    case Opcode::BranchZero:
    case Opcode::Assume:
    case Opcode::Fail:
    case Opcode::Report:
    case Opcode::CheckRange:
    case Opcode::CheckPointer:
    case Opcode::Yield:
    case Opcode::Mark:
      break;
  }
  throw std::logic_error("there is no result");
}

CodeRanges::State CodeRanges::leaving(const Edge& edge, const Block& block) {
  const Instruction& last = code_.instructions[block.end - 1];
  if (edge.when != Edge::When::Always && !facts_.suppose(last.a, edge.when == Edge::When::NotZero)) return {};
  const std::vector<Register>& live = live_[edge.block];
  const auto alive = [&live](Register r) {
    return r == kNoRegister || std::binary_search(live.begin(), live.end(), r);
  };
  State state{true, {}};
  for (Register r : live) {
    Known known = facts_.known(r);
    if (!alive(known.copy_of)) known.copy_of = kNoRegister;
    if (!alive(known.condition.a) || !alive(known.condition.b)) known.condition = {};
    state.known.push_back(std::move(known));
  }
  return state;
}

CodeRanges::State CodeRanges::joined(const State& left, const State& right) const {
  if (!left.reached) return right;
  if (!right.reached) return left;
  State both{true, {}};
  for (std::size_t i = 0; i < left.known.size(); ++i) both.known.push_back(join(left.known[i], right.known[i]));
  return both;
}

bool CodeRanges::covers(const std::vector<State>& whole, const std::vector<State>& part) const {
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (!part[i].reached) continue;
    if (!whole[i].reached) return false;
    for (std::size_t r = 0; r < part[i].known.size(); ++r) {
      const Known &more = whole[i].known[r], &less = part[i].known[r];
      if (!includes(more.values, less.values)) return false;
      if (more.copy_of != kNoRegister && more.copy_of != less.copy_of) return false;
      if (more.condition.known() && more.condition != less.condition) return false;
    }
  }
  return true;
}

}  // namespace pagerace::system
