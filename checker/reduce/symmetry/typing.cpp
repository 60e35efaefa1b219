#include "checker/reduce/symmetry/typing.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace pagerace::checker::symmetry {

Setting::Setting(const system::TransitionSystem& of, Structure& made, const std::vector<ValueSet>& held,
                 const std::vector<Piece>& code, std::vector<Source>& known)
    : system(of),
      structure(made),
      memory(held),
      pieces(code),
      sources(known),
      kinds(made),
      spaces(made.spaces().size()) {
  std::vector<std::pair<Value, Point>> numbers;
  for (std::uint32_t i = 0; i < system.instances.size(); ++i) numbers.emplace_back(i + 1, structure.thread(i));
  self = kinds.of_points(numbers);
  for (std::uint32_t number = 0; number < system.templates.size(); ++number) {
    const SpaceId space = structure.space_of_template(number);
    numbers.clear();
    for (std::uint32_t i = 0; i < structure.spaces()[space].size; ++i)
      numbers.emplace_back(i, structure.point(space, i));
    instance.push_back(kinds.of_points(numbers));
  }
  // What only init stores may have any kind that suits its readers.
  for (std::uint32_t group = 0; group < system.groups.size(); ++group) {
    Typed& content = contents.emplace_back();
    const system::CellGroup& info = system.groups[group];
    if (info.type != nullptr && info.type->is_pointer()) {
      const auto from = source(Source::Origin::PointerContents, kNone, group, 0);
      if (from) content = {kinds.addresses(), {*from}};
    } else if (info.type != nullptr && !info.written) {
      const auto values = listed(memory[group], Structure::kMostColumns);
      if (!values || values->size() < 2) continue;
      const auto span = static_cast<system::Word>(values->back()) - static_cast<system::Word>(values->front());
      if (span >= Structure::kMostColumns) continue;
      const auto from = source(Source::Origin::Contents, kNone, group, static_cast<std::uint32_t>(span + 1));
      if (from) content = this->numbers(*from, values->front());
    }
  }
}

std::optional<SourceId> Setting::source(Source::Origin kind, std::uint32_t code, std::uint32_t at, std::uint32_t size) {
  for (SourceId id = 0; id < sources.size(); ++id) {
    const Source& known = sources[id];
    if (known.origin != kind || known.code != code || known.at != at) continue;
    const bool is_built = known.space == kNone || known.space < spaces;
    return known.is_off || !is_built ? std::nullopt : std::optional(id);
  }
  if (size > Structure::kMostColumns) return std::nullopt;
  sources.push_back({kind, code, at, size == 0 ? kNone : structure.add_values(size)});
  has_new_spaces = has_new_spaces || size > 0;
  return size > 0 ? std::nullopt : std::optional(static_cast<SourceId>(sources.size() - 1));
}

Typed Setting::numbers(SourceId id, Value first) {
  const Space& space = structure.spaces()[sources[id].space];
  std::vector<std::pair<Value, Point>> values;
  for (std::uint32_t i = 0; i < space.size; ++i) values.emplace_back(first + i, space.first + i);
  return {kinds.of_points(values), {id}};
}

Typing::Typing(Setting& setting, std::uint32_t code)
    : setting_(setting),
      number_(code),
      piece_(setting.pieces[code]),
      facts_(piece_.facts),
      entries_(facts_.flow().blocks.size()),
      registers_(piece_.code->registers.size()) {
  for (std::uint32_t block = 0; block < entries_.size(); ++block)
    entries_[block].types.resize(facts_.live(block).size());
  if (!entries_.empty()) entries_[0].is_reached = true;
  for (const SearchLoop& loop : piece_.loops) {
    const auto size = static_cast<std::uint32_t>(std::min<Value>(loop.last - loop.first, Structure::kMostColumns) + 1);
    if (const auto from = setting.source(Source::Origin::Loop, code, loop.head, size)) loops_.emplace_back(loop, *from);
  }
}

Typed Typing::at_entry(std::uint32_t block, Register reg) const {
  const auto& live = facts_.live(block);
  const auto place = std::ranges::find(live, reg);
  if (place == live.end() || !entries_[block].is_reached) return {};
  return entries_[block].types[static_cast<std::size_t>(place - live.begin())];
}

Typed Typing::merged(const Typed& left, const Typed& right) {
  Typed both = left;
  if (const auto kind = setting_.kinds.merge(left.kind, right.kind)) both.kind = *kind;
  unite(both.from, right.from);
  both.values.clear();
  if (!left.values.empty() && !right.values.empty()) {
    std::ranges::set_union(left.values, right.values, std::back_inserter(both.values));
  }
  if (both.values.size() > Kinds::kMostValues) both.values.clear();
  return both;
}

bool Typing::solve() {
  grew_ = false;
  const auto& blocks = facts_.flow().blocks;
  std::set<std::uint32_t> waiting;
  for (std::uint32_t block = 0; block < blocks.size(); ++block) {
    if (entries_[block].is_reached) waiting.insert(block);
  }
  while (!waiting.empty()) {
    const std::uint32_t block = *waiting.begin();
    waiting.erase(waiting.begin());
    run(block);
    for (std::uint32_t edge = 0; edge < blocks[block].next.size(); ++edge) {
      const std::uint32_t to = blocks[block].next[edge].block;
      if (!facts_.is_reached(block, edge) || is_way_back(block, to)) continue;
      if (enter(block, edge)) waiting.insert(to);
    }
  }
  return grew_;
}

void Typing::examine(Findings& findings) {
  findings_ = &findings;
  const auto& blocks = facts_.flow().blocks;
  for (std::uint32_t block = 0; block < blocks.size(); ++block) {
    if (!entries_[block].is_reached) continue;
    run(block);
    for (std::uint32_t edge = 0; edge < blocks[block].next.size(); ++edge) {
      const bool counts = facts_.is_reached(block, edge) && !is_way_back(block, blocks[block].next[edge].block);
      if (counts) examine_edge(block, edge);
    }
  }
  findings_ = nullptr;
}

void Typing::run(std::uint32_t number) {
  const auto& live = facts_.live(number);
  for (std::size_t i = 0; i < live.size(); ++i) registers_[live[i]] = entries_[number].types[i];
  const system::Block& block = facts_.flow().blocks[number];
  for (const auto& [loop, from] : loops_) {
    if (loop.head == block.begin) registers_[loop.counter] = setting_.numbers(from, loop.first);
  }
  for (std::uint32_t i = block.begin; i < block.end && facts_.is_reached(i); ++i) step(i);
}

bool Typing::is_control(std::uint32_t instruction) const {
  return std::ranges::any_of(loops_, [instruction](const auto& loop) {
    return instruction >= loop.first.head && instruction <= loop.first.tail && loop.first.is_control(instruction);
  });
}

/// The edge from the end of a search loop to its beginning: one round of the body represents all.
bool Typing::is_way_back(std::uint32_t block, std::uint32_t to) const {
  const auto& blocks = facts_.flow().blocks;
  return std::ranges::any_of(loops_, [&](const auto& loop) {
    return blocks[block].end == loop.first.tail + 1 && blocks[to].begin == loop.first.head;
  });
}

bool Typing::enter(std::uint32_t block, std::uint32_t edge) {
  Entry& to = entries_[facts_.flow().blocks[block].next[edge].block];
  const auto& live = facts_.live(facts_.flow().blocks[block].next[edge].block);
  bool changed = !to.is_reached;
  for (std::size_t i = 0; i < live.size(); ++i) {
    if (to.types[i] == registers_[live[i]]) continue;
    Typed type = to.is_reached ? merged(to.types[i], registers_[live[i]]) : registers_[live[i]];
    changed = changed || type != to.types[i];
    to.types[i] = std::move(type);
  }
  to.is_reached = true;
  return changed;
}

void Typing::examine_edge(std::uint32_t block, std::uint32_t edge) {
  const std::uint32_t number = facts_.flow().blocks[block].next[edge].block;
  const auto& live = facts_.live(number);
  const system::Span span = piece_.code->instructions[facts_.flow().blocks[block].end - 1].span;
  for (std::size_t i = 0; i < live.size(); ++i) {
    const bool is_counter = std::ranges::any_of(loops_, [&](const auto& loop) {
      return loop.first.head == facts_.flow().blocks[number].begin && loop.first.counter == live[i];
    });
    if (is_counter) continue;
    const Typed &in = registers_[live[i]], &there = entries_[number].types[i];
    if (setting_.kinds.merge(there.kind, in.kind) != there.kind) {
      disagree(there.kind, in.kind, there.from, span);
      continue;
    }
    OrderedUse use = use_at(OrderedUse::When::Edge, block, live[i], span);
    use.edge = edge;
    cast(std::move(use), in, facts_.along(block, edge, i), there.kind);
  }
}

void Typing::step(std::uint32_t index) {
  const Instruction& at = piece_.code->instructions[index];
  if (is_control(index)) {
    if (system::has_result(at.op)) typed(at.dst) = {};
    return;
  }
  if (system::has_result(at.op)) {
    typed(at.dst) = result(index);
    // The result of a formula must not depend on which column is which.
    const Typed& made = typed(at.dst);
    if (at.dst == piece_.result && !is_plain(made)) {
      fail(setting_.kinds.sorts_of(made.kind), made.from, at.span, "whether it is true depends on which one it is");
    }
  } else if (at.op == Opcode::Store) {
    store(index);
  } else {
    test(index);
  }
}

}  // namespace pagerace::checker::symmetry
