#include "checker/reduce/symmetry/ordered_code.hpp"

#include <algorithm>

#include "model/system/layout/encoding.hpp"
#include "model/system/operands.hpp"

namespace pagerace::checker::symmetry {
namespace {

/// The maximum number of executed blocks.
constexpr std::uint64_t kMostSteps = 1'000'000;

}  // namespace

OrderedCode::OrderedCode(const Setting& setting, std::uint32_t code, const Typing& typing,
                         const std::vector<OrderedUse>& uses)
    : setting_(setting),
      piece_(setting.pieces[code]),
      facts_(piece_.facts),
      values_(setting.system, *piece_.code, facts_, setting.memory),
      known_(piece_.code->registers.size()) {
  bool has_uses = false;
  for (const OrderedUse& use : uses) {
    if (use.code != code) continue;
    has_uses = true;
    if (use.when == OrderedUse::When::Before) before_[use.at].push_back(&use);
    if (use.when == OrderedUse::When::After) after_[use.at].push_back(&use);
    if (use.when == OrderedUse::When::Edge) along_[{use.at, use.edge}].push_back(&use);
  }
  if (!has_uses) return;
  choose_registers(typing);
  while (!explore()) {
  }
  spread();
  for (const Node& node : nodes_) {
    if (node.location != kNone) locations_[node.location].columns[node.values] = node.columns;
  }
}

/// Values that a permutation moves must not decide, since a permuted state must have the same set.
void OrderedCode::choose_registers(const Typing& typing) {
  const auto& locations = *piece_.locations;
  locations_.resize(locations.size());
  for (const system::Location& location : locations) {
    const auto block = system::block_of(facts_.flow(), location);
    blocks_.push_back(block ? static_cast<std::uint32_t>(*block) : kNone);
  }
  const auto& encodings = setting_.system.templates[piece_.thread].encodings;
  if (system::code_count(setting_.system.templates[piece_.thread]) > kMostCodes) return;
  for (std::size_t i = 0; i < locations.size(); ++i) {
    if (blocks_[i] == kNone) continue;
    for (const system::Digit& digit : encodings[i].digits) {
      const Typed type = typing.at_entry(blocks_[i], digit.reg);
      if (type.kind == kPlain) locations_[i].registers.push_back(digit.reg);
    }
  }
}

/// Returns false if a register that was assumed to decide was unknown: it no longer decides. The rest of the code is
/// explored even so, as it may show more of them: whatever is unknown now is unknown if fewer registers decide.
bool OrderedCode::explore() {
  nodes_.assign(1, {kNone, {}, {}, {}});
  numbers_.clear();
  steps_ = 0;
  is_smaller_ = is_given_up_ = false;
  for (std::uint32_t node = 0; node < nodes_.size() && !is_given_up_; ++node) explore_from(node);
  return !is_smaller_;
}

void OrderedCode::explore_from(std::uint32_t number) {
  seen_.clear();
  const Node& node = nodes_[number];
  if (node.location == kNone) {
    std::ranges::fill(known_, 0);
    return run(number, 0);
  }
  const std::uint32_t block = blocks_[node.location];
  if (block == kNone) return;
  for (Register r : facts_.live(block)) known_[r].reset();
  const std::vector<Register>& registers = locations_[node.location].registers;
  if (node.values.size() != registers.size()) return;  // fewer decide than when it was found
  for (std::size_t i = 0; i < registers.size(); ++i) known_[registers[i]] = node.values[i];
  run(number, block);
}

void OrderedCode::run(std::uint32_t node, std::uint32_t first) {
  AbstractRegisters& known = known_;
  add(first, known);
  while (!waiting_.empty() && !is_given_up_) {
    const auto [number, there] = std::move(waiting_.back());
    waiting_.pop_back();
    const auto& live = facts_.live(number);
    for (std::size_t i = 0; i < live.size(); ++i) known[live[i]] = there[i];
    if (++steps_ == kMostSteps && !knows_nothing_) {
      if (!is_smaller_) know_nothing();
      is_given_up_ = true;
    }
    const system::Block& block = facts_.flow().blocks[number];
    if (!execute(node, block, known)) continue;
    for (std::uint32_t edge = 0; edge < block.next.size(); ++edge) {
      if (can_go(number, edge, known)) go(node, number, edge, known);
    }
    const Instruction& last = piece_.code->instructions[block.end - 1];
    if (system::has(last.op, system::kEndsStep)) arrive(node, system::location_of(last), known);
  }
  waiting_.clear();
}

void OrderedCode::add(std::uint32_t block, const AbstractRegisters& known) {
  AbstractRegisters there;
  for (Register r : facts_.live(block)) there.push_back(knows_nothing_ ? std::nullopt : known[r]);
  if (seen_.emplace(block, there).second) waiting_.emplace_back(block, std::move(there));
}

/// For code with too many paths.
void OrderedCode::know_nothing() {
  knows_nothing_ = is_smaller_ = true;
  for (OrderAt& at : locations_) at.registers.clear();
}

/// Returns false if no path reaches the end of the block.
bool OrderedCode::execute(std::uint32_t node, const system::Block& block, AbstractRegisters& known) {
  for (std::uint32_t i = block.begin; i < block.end; ++i) {
    if (!facts_.is_reached(i)) return false;
    if (const auto uses = before_.find(i); uses != before_.end()) {
      for (const OrderedUse* use : uses->second) note(node, *use, known);
    }
    if (values_.step(i, known) == Continuation::Stops) return false;
    if (const auto uses = after_.find(i); uses != after_.end()) {
      for (const OrderedUse* use : uses->second) note(node, *use, known);
    }
  }
  return true;
}

bool OrderedCode::can_go(std::uint32_t block, std::uint32_t edge, const AbstractRegisters& known) const {
  if (!facts_.is_reached(block, edge)) return false;
  const system::Edge& to = facts_.flow().blocks[block].next[edge];
  const Instruction& last = piece_.code->instructions[facts_.flow().blocks[block].end - 1];
  if (to.when != system::Edge::When::Always && known[last.a]) {
    if ((*known[last.a] != 0) != (to.when == system::Edge::When::NotZero)) return false;
  }
  const auto& live = facts_.live(to.block);
  for (std::size_t i = 0; i < live.size(); ++i) {
    if (known[live[i]] && !facts_.along(block, edge, i).contains(*known[live[i]])) return false;
  }
  return true;
}

void OrderedCode::go(std::uint32_t node, std::uint32_t block, std::uint32_t edge, const AbstractRegisters& known) {
  if (const auto uses = along_.find({block, edge}); uses != along_.end()) {
    for (const OrderedUse* use : uses->second) note(node, *use, known);
  }
  const bool ends = system::has(piece_.code->instructions[facts_.flow().blocks[block].end - 1].op, system::kEndsStep);
  if (!ends) add(facts_.flow().blocks[block].next[edge].block, known);
}

void OrderedCode::arrive(std::uint32_t node, std::uint32_t location, const AbstractRegisters& known) {
  std::vector<Register>& registers = locations_[location].registers;
  const auto is_unknown = [&known](Register r) { return !known[r]; };
  is_smaller_ = std::erase_if(registers, is_unknown) > 0 || is_smaller_;
  std::vector<Value> values;
  for (Register r : registers) values.push_back(*known[r]);
  const auto [entry, is_new] = numbers_.try_emplace({location, values}, static_cast<std::uint32_t>(nodes_.size()));
  if (is_new) nodes_.push_back({location, values, {}, {}});
  nodes_[node].next.insert(entry->second);
}

void OrderedCode::note(std::uint32_t node, const OrderedUse& use, const AbstractRegisters& known) {
  ColumnSet& columns = nodes_[node].columns;
  if (use.reg == system::kNoRegister || !known[use.reg]) return unite(columns, use.all);
  for (const auto& [value, set] : use.by_value) {
    if (value == *known[use.reg]) unite(columns, set);
  }
}

/// Adds to each node the columns used later.
void OrderedCode::spread() {
  for (Node& node : nodes_) node.columns.resize(setting_.structure.sorts().size(), 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      const ColumnSet before = nodes_[i].columns;
      for (std::uint32_t next : nodes_[i].next) unite(nodes_[i].columns, nodes_[next].columns);
      changed = changed || nodes_[i].columns != before;
    }
  }
}

}  // namespace pagerace::checker::symmetry
