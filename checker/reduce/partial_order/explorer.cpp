#include "checker/reduce/partial_order/explorer.hpp"

#include <algorithm>

#include "model/system/components.hpp"
#include "model/system/flow.hpp"
#include "model/system/operands.hpp"

namespace pagerace::checker::partial_order {
namespace {

using InstructionResult = AbstractInterpreter::InstructionResult;

/// Different states at one instruction. If there are more, the next one forgets all that it knows (widening).
constexpr std::uint32_t kMostArrivals = 256;

/// Blocks that lie on a cycle within one step.
std::vector<std::uint32_t> blocks_on_cycles(const system::Code& code, const system::Flow& flow) {
  system::GraphEdges edges;
  std::vector<bool> is_on_cycle(flow.blocks.size(), false);
  for (std::uint32_t block = 0; block < flow.blocks.size(); ++block) {
    if (system::has(code.instructions[flow.blocks[block].end - 1].op, system::kEndsStep)) continue;
    for (const system::Edge& edge : flow.blocks[block].next) {
      edges.emplace_back(block, edge.block);
      is_on_cycle[block] = is_on_cycle[block] || edge.block == block;
    }
  }
  const auto components = system::components_of(static_cast<std::uint32_t>(flow.blocks.size()), edges);
  std::vector<std::uint32_t> sizes(components.count, 0);
  for (std::uint32_t of : components.of) ++sizes[of];
  std::vector<std::uint32_t> blocks;
  for (std::uint32_t block = 0; block < flow.blocks.size(); ++block) {
    if (is_on_cycle[block] || sizes[components.of[block]] > 1) blocks.push_back(block);
  }
  return blocks;
}

std::vector<Requirement> requirements_of(const AbstractState& at) {
  std::vector<Requirement> requirements;
  for (const AbstractState::Guard& guard : at.guards) {
    if (guard.required) requirements.push_back({guard.cell, *guard.required});
  }
  return requirements;
}

}  // namespace

StepExplorer::StepExplorer(const system::TransitionSystem& system, const system::Code& code,
                           const std::vector<system::Location>& locations, const Slices& slices,
                           const std::vector<bool>& guards, const ControlPoints* nodes)
    : system_(system),
      code_(code),
      locations_(locations),
      points_(nodes),
      interpreter_(system, code, slices, guards),
      begins_block_(code.instructions.size() + 1, false),
      is_on_cycle_(code.instructions.size() + 1, false),
      live_(code.instructions.size() + 1) {
  const system::Flow flow = system::flow_of(code, locations);
  const auto live = system::live_at_entry(code, flow, system.marks);
  for (std::size_t block = 0; block < flow.blocks.size(); ++block) {
    begins_block_[flow.blocks[block].begin] = true;
    live_[flow.blocks[block].begin] = live[block];
  }
  for (std::uint32_t block : blocks_on_cycles(code, flow)) is_on_cycle_[flow.blocks[block].begin] = true;
}

std::optional<StepSummary> StepExplorer::step(std::uint32_t node, ThreadId id, AnalysisBudget& budget) {
  AbstractState from;
  from.pc = locations_.at(points_->location_of(node)).resume;
  for (const auto& [reg, value] : points_->values_of(node)) from.set(reg, value);
  return explore(std::move(from), id, budget);
}

std::optional<StepSummary> StepExplorer::start(ThreadId id, AnalysisBudget& budget) {
  AbstractState from;
  for (system::Register r = 0; r < code_.registers.size(); ++r) from.known.emplace_back(r, 0);
  return explore(std::move(from), id, budget);
}

std::optional<StepSummary> StepExplorer::explore(AbstractState from, ThreadId id, AnalysisBudget& budget) {
  const auto cells = static_cast<std::uint32_t>(system_.cells.size());
  found_.emplace(cells);
  has_end_ = false;
  arrived_.clear();
  arrivals_.clear();
  outcomes_.clear();
  waiting_.clear();
  drop_dead(from);
  waiting_.push_back({std::move(from), AccessSets(cells)});
  while (!waiting_.empty()) {
    Path next = std::move(waiting_.back());
    waiting_.pop_back();
    run_on(std::move(next), id, budget);
    if (budget.left == 0) return std::nullopt;
  }
  return std::move(found_);
}

void StepExplorer::run_on(Path path, ThreadId id, AnalysisBudget& budget) {
  for (bool first = true;; first = false) {
    if (!first && path.state.pc < begins_block_.size() && begins_block_[path.state.pc]) return arrive(std::move(path));
    if (!budget.spend(1)) return;
    const std::uint32_t pc = path.state.pc;
    interpreter_.forks.clear();
    interpreter_.may_fail = interpreter_.may_block = false;
    const InstructionResult result = interpreter_.execute(path, id);
    if (interpreter_.may_fail) fail(path);
    if (interpreter_.may_block || result == InstructionResult::Blocked) {
      found_->may_block = true;
      found_->seen.unite(path.touched.seen);
      end(path);
    }
    switch (result) {
      case InstructionResult::GoesOn:
        continue;
      case InstructionResult::Forked:
        budget.spend(8 * interpreter_.forks.size());
        for (Path& fork : interpreter_.forks) {
          const bool joins = fork.state.pc < begins_block_.size() && begins_block_[fork.state.pc];
          if (joins) {
            arrive(std::move(fork));
          } else {
            waiting_.push_back(std::move(fork));
          }
        }
        return;
      case InstructionResult::Fails:
        return fail(path);
      case InstructionResult::Yields:
        return yield(path, system::location_of(code_.instructions[pc]));
      case InstructionResult::Blocked:
        return;
      case InstructionResult::Ends:
        return lead_to(path, {});
    }
  }
}

void StepExplorer::forget(AbstractState& at) const {
  at.known.clear();
  at.guards.clear();
  at.forked = at.vague = true;
}

void StepExplorer::drop_dead(AbstractState& at) const {
  const auto& live = live_[at.pc];
  std::erase_if(at.known,
                [&live](const auto& known) { return !std::binary_search(live.begin(), live.end(), known.first); });
}

void StepExplorer::arrive(Path path) {
  AbstractState& at = path.state;
  drop_dead(at);
  auto known = arrived_.find(at);
  if (known == arrived_.end()) {
    if (++arrivals_[at.pc] > kMostArrivals) forget(at);
    known = arrived_.find(at);
  }
  if (known == arrived_.end()) {
    arrived_.emplace(at, path.touched);
    waiting_.push_back(std::move(path));
    return;
  }
  AccessSets& all = known->second;
  bool changed = all.reads.unite(path.touched.reads);
  changed = all.writes.unite(path.touched.writes) || changed;
  changed = all.seen.unite(path.touched.seen) || changed;
  changed = all.always.intersect(path.touched.always) || changed;
  changed = all.always_stores.intersect(path.touched.always_stores) || changed;
  if (is_on_cycle_[known->first.pc]) fail({known->first, all});  // it may not terminate
  if (changed) waiting_.push_back({known->first, all});
}

void StepExplorer::end(const Path& path) {
  found_->reads.unite(path.touched.reads);
  found_->writes.unite(path.touched.writes);
  if (has_end_) {
    found_->always.intersect(path.touched.always);
    found_->always_stores.intersect(path.touched.always_stores);
  } else {
    found_->always = path.touched.always;
    found_->always_stores = path.touched.always_stores;
  }
  has_end_ = true;
}

void StepExplorer::fail(const Path& path) {
  found_->may_fail = true;
  lead_to(path, {});
}

void StepExplorer::yield(const Path& path, std::uint32_t location) {
  std::vector<std::uint32_t> next = nodes_at(path.state, location);
  if (!next.empty()) lead_to(path, std::move(next));
}

void StepExplorer::lead_to(const Path& path, std::vector<std::uint32_t> next) {
  end(path);
  auto requirements = requirements_of(path.state);
  const auto [place, is_new] = outcomes_.try_emplace({next, requirements}, found_->outcomes.size());
  if (is_new) {
    const auto cells = static_cast<std::uint32_t>(system_.cells.size());
    found_->outcomes.push_back({std::move(next), std::move(requirements), Bits(cells), Bits(cells)});
  }
  StepOutcome& outcome = found_->outcomes[place->second];
  outcome.reads.unite(path.touched.reads);
  if (!outcome.next.empty()) outcome.writes.unite(path.touched.writes);
}

std::vector<std::uint32_t> StepExplorer::nodes_at(const AbstractState& at, std::uint32_t location) const {
  const ControlPoints::AtLocation& place = points_->locations().at(location);
  std::vector<std::uint32_t> nodes{place.node};
  for (const ControlPoints::Digit& digit : place.digits) {
    std::uint32_t first = 0, last = digit.size - 1;
    if (const auto value = at.value_of(digit.digit->reg)) {
      first = last = points_->number_of(digit, *value);
      if (first == digit.size) return {};
    }
    std::vector<std::uint32_t> more;
    for (std::uint32_t number = first; number <= last; ++number) {
      for (std::uint32_t node : nodes) more.push_back(node + number * digit.stride);
    }
    nodes = std::move(more);
  }
  return nodes;
}

}  // namespace pagerace::checker::partial_order
