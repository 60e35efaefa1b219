#include "checker/reduce/partial_order/explorer.hpp"

#include <algorithm>

#include "model/system/components.hpp"
#include "model/system/flow.hpp"
#include "model/system/operands.hpp"

namespace pagerace::checker::partial_order {
namespace {

using Fate = AttemptMachine::Fate;

/// Different attempts at one instruction. Beyond that they know nothing any more, and so are one.
constexpr std::uint32_t kMostArrivals = 256;

/// Blocks that a single step may come to again and again.
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

std::vector<Requirement> requirements_of(const Attempt& at) {
  std::vector<Requirement> requirements;
  for (const Attempt::Guard& guard : at.guards) {
    if (guard.required) requirements.push_back({guard.cell, *guard.required});
  }
  return requirements;
}

}  // namespace

StepExplorer::StepExplorer(const system::TransitionSystem& system, const system::Code& code,
                           const std::vector<system::Location>& locations, const Slices& slices,
                           const std::vector<bool>& guards, const Nodes* nodes)
    : system_(system),
      code_(code),
      locations_(locations),
      nodes_(nodes),
      machine_(system, code, slices, guards),
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

std::optional<Attempts> StepExplorer::step(std::uint32_t node, Who who, Effort& effort) {
  Attempt from;
  from.pc = locations_.at(nodes_->location_of(node)).resume;
  for (const auto& [reg, value] : nodes_->values_of(node)) from.set(reg, value);
  return explore(std::move(from), who, effort);
}

std::optional<Attempts> StepExplorer::start(Who who, Effort& effort) {
  Attempt from;
  for (system::Register r = 0; r < code_.registers.size(); ++r) from.known.emplace_back(r, 0);
  return explore(std::move(from), who, effort);
}

std::optional<Attempts> StepExplorer::explore(Attempt from, Who who, Effort& effort) {
  const auto cells = static_cast<std::uint32_t>(system_.cells.size());
  found_.emplace(cells);
  has_end_ = false;
  arrived_.clear();
  arrivals_.clear();
  outcomes_.clear();
  running_.clear();
  drop_dead(from);
  running_.push_back({std::move(from), Touched(cells)});
  while (!running_.empty()) {
    Running next = std::move(running_.back());
    running_.pop_back();
    run_on(std::move(next), who, effort);
    if (effort.left == 0) return std::nullopt;
  }
  return std::move(found_);
}

void StepExplorer::run_on(Running run, Who who, Effort& effort) {
  for (bool first = true;; first = false) {
    if (!first && run.at.pc < begins_block_.size() && begins_block_[run.at.pc]) return arrive(std::move(run));
    if (!effort.spend(1)) return;
    const std::uint32_t pc = run.at.pc;
    machine_.forks.clear();
    machine_.may_fail = machine_.may_block = false;
    const Fate fate = machine_.execute(run, who);
    if (machine_.may_fail) fail(run);
    if (machine_.may_block || fate == Fate::Blocked) {
      found_->may_block = true;
      found_->seen.unite(run.touched.seen);
      end(run);
    }
    switch (fate) {
      case Fate::GoesOn:
        continue;
      case Fate::Forked:
        effort.spend(8 * machine_.forks.size());
        for (Running& fork : machine_.forks) {
          const bool joins = fork.at.pc < begins_block_.size() && begins_block_[fork.at.pc];
          if (joins) {
            arrive(std::move(fork));
          } else {
            running_.push_back(std::move(fork));
          }
        }
        return;
      case Fate::Fails:
        return fail(run);
      case Fate::Yields:
        return yield(run, system::location_of(code_.instructions[pc]));
      case Fate::Blocked:
        return;
      case Fate::Ends:
        return lead_to(run, {});
    }
  }
}

/// Knows nothing any more.
void StepExplorer::forget(Attempt& at) const {
  at.known.clear();
  at.guards.clear();
  at.forked = at.vague = true;
}

void StepExplorer::drop_dead(Attempt& at) const {
  const auto& live = live_[at.pc];
  std::erase_if(at.known,
                [&live](const auto& known) { return !std::binary_search(live.begin(), live.end(), known.first); });
}

void StepExplorer::arrive(Running run) {
  Attempt& at = run.at;
  drop_dead(at);
  auto known = arrived_.find(at);
  if (known == arrived_.end()) {
    if (++arrivals_[at.pc] > kMostArrivals) forget(at);
    known = arrived_.find(at);
  }
  if (known == arrived_.end()) {
    arrived_.emplace(at, run.touched);
    running_.push_back(std::move(run));
    return;
  }
  Touched& all = known->second;
  bool changed = all.reads.unite(run.touched.reads);
  changed = all.writes.unite(run.touched.writes) || changed;
  changed = all.seen.unite(run.touched.seen) || changed;
  changed = all.always.intersect(run.touched.always) || changed;
  changed = all.always_stores.intersect(run.touched.always_stores) || changed;
  if (is_on_cycle_[known->first.pc]) fail({known->first, all});  // it may go round for ever
  if (changed) running_.push_back({known->first, all});
}

void StepExplorer::end(const Running& run) {
  found_->reads.unite(run.touched.reads);
  found_->writes.unite(run.touched.writes);
  if (has_end_) {
    found_->always.intersect(run.touched.always);
    found_->always_stores.intersect(run.touched.always_stores);
  } else {
    found_->always = run.touched.always;
    found_->always_stores = run.touched.always_stores;
  }
  has_end_ = true;
}

void StepExplorer::fail(const Running& run) {
  found_->may_fail = true;
  lead_to(run, {});
}

void StepExplorer::yield(const Running& run, std::uint32_t location) {
  std::vector<std::uint32_t> next = nodes_at(run.at, location);
  if (!next.empty()) lead_to(run, std::move(next));
}

void StepExplorer::lead_to(const Running& run, std::vector<std::uint32_t> next) {
  end(run);
  auto requirements = requirements_of(run.at);
  const auto [place, is_new] = outcomes_.try_emplace({next, requirements}, found_->outcomes.size());
  if (is_new) {
    const auto cells = static_cast<std::uint32_t>(system_.cells.size());
    found_->outcomes.push_back({std::move(next), std::move(requirements), Bits(cells), Bits(cells)});
  }
  Outcome& outcome = found_->outcomes[place->second];
  outcome.reads.unite(run.touched.reads);
  if (!outcome.next.empty()) outcome.writes.unite(run.touched.writes);
}

std::vector<std::uint32_t> StepExplorer::nodes_at(const Attempt& at, std::uint32_t location) const {
  const Nodes::Place& place = nodes_->places().at(location);
  std::vector<std::uint32_t> nodes{place.node};
  for (const Nodes::Digit& digit : place.digits) {
    std::uint32_t first = 0, last = digit.size - 1;
    if (const auto value = at.value_of(digit.digit->reg)) {
      first = last = nodes_->number_of(digit, *value);
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
