#include "checker/reduce/partial_order/kept.hpp"

#include <algorithm>
#include <set>

namespace pagerace::checker::partial_order {
namespace {

bool touches(const Future& future, const Bits& reads, const Bits& writes) {
  return future.writes.meets(reads) || future.writes.meets(writes) || future.reads.meets(writes);
}

/// Whether with that the step has an outcome: one that leads on, or one that fails.
bool has_outcome(const Attempts& step, const Requirement& kept, bool leads_on) {
  const auto differs = [&kept](const Requirement& required) {
    return required.guard == kept.guard && required.value != kept.value;
  };
  return std::any_of(step.outcomes.begin(), step.outcomes.end(), [&](const Outcome& outcome) {
    const auto& required = outcome.requirements;
    return outcome.next.empty() != leads_on && std::none_of(required.begin(), required.end(), differs);
  });
}

/// A place where the step could only fail is one that threads are hardly at.
bool is_likely(const Attempts& step, const Requirement& kept) {
  return has_outcome(step, kept, true) || !has_outcome(step, kept, false);
}

/// What the graphs of the other instances hold, each once.
std::set<const ThreadGraph*> others(const Futures& futures, std::size_t instance) {
  std::set<const ThreadGraph*> graphs;
  for (std::size_t other = 0; other < futures.graphs.size(); ++other) {
    if (other != instance) graphs.insert(futures.graphs[other]);
  }
  return graphs;
}

/// Whether a thread of the graph can be where it leaves the guard alone, and whether there it touches less of what the
/// step touches than it would otherwise.
struct Help {
  bool is_possible = false, is_some = false;
};

Help help(const Kept& kept, const ThreadGraph& graph, const std::vector<Future>& base, const Attempts& step,
          const Bits& seen) {
  Help help;
  const std::vector<Future>& with = kept.futures.at(&graph);
  for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
    if (!graph.nodes[node] || with[node].writes.has(kept.requirement.guard)) continue;
    help.is_possible = true;
    if (!is_likely(*graph.nodes[node], kept.requirement)) continue;
    help.is_some = help.is_some || base[node].writes.meets_beyond(with[node].writes, step.reads) ||
                   base[node].writes.meets_beyond(with[node].writes, step.writes) ||
                   base[node].writes.meets_beyond(with[node].writes, seen) ||
                   base[node].reads.meets_beyond(with[node].reads, step.writes);
  }
  return help;
}

/// Whether the step could be free of the threads of the graph at all: with one of the values, or without.
bool could_be_free(const std::vector<Kept>& kept, const Bits& helps, const ThreadGraph& graph,
                   const std::vector<Future>& base, const Attempts& step) {
  const auto is_free = [&step](const Future& future) { return !touches(future, step.always, step.always_stores); };
  for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
    if (!graph.nodes[node]) continue;
    if (is_free(base[node])) return true;
    for (std::uint32_t i = 0; i < kept.size(); ++i) {
      if (!helps.has(i)) continue;
      const Future& with = kept[i].futures.at(&graph)[node];
      if (!with.writes.has(kept[i].requirement.guard) && is_free(with)) return true;
    }
  }
  return false;
}

}  // namespace

Futures futures_of(const system::TransitionSystem& system, const std::vector<TemplateGraphs>& graphs) {
  Futures futures;
  for (const system::ThreadInstance& instance : system.instances) {
    const ThreadGraph* const graph = graphs[instance.code].instances[instance.number].get();
    futures.graphs.push_back(graph);
    if (futures.of.count(graph) == 0) {
      futures.of[graph] = futures_of(*graph, static_cast<std::uint32_t>(system.cells.size()));
    }
  }
  return futures;
}

std::vector<Kept> kept_values(const system::TransitionSystem& system, const std::vector<bool>& guards,
                              const Futures& futures, Effort& effort) {
  std::vector<Kept> all;
  for (Cell cell = 1; cell < guards.size(); ++cell) {
    if (!guards[cell]) continue;
    const system::Storage& at = system.cell_storage[cell];
    for (Word bits = 0; bits >> at.width == 0; ++bits) {
      const auto* domain = at.domain == 0 ? nullptr : &system.domains[at.domain].targets;
      if (domain != nullptr && bits >= domain->size()) break;
      const Value value = domain != nullptr ? (*domain)[bits] : static_cast<Value>(bits + static_cast<Word>(at.bias));
      Kept kept{{cell, value}, bits, {}};
      bool changes = false;
      for (const auto& [graph, base] : futures.of) {
        if (!effort.spend(20 * graph->nodes.size())) return all;
        kept.futures[graph] = futures_while(*graph, static_cast<std::uint32_t>(system.cells.size()), kept.requirement);
        changes = changes || kept.futures[graph] != base;
      }
      if (changes) all.push_back(std::move(kept));
    }
  }
  return all;
}

Bits helpful(const std::vector<Kept>& kept, const Futures& futures, std::size_t instance, const Attempts& step,
             const Bits& seen, Effort& effort) {
  const auto none = Bits(static_cast<std::uint32_t>(kept.size()));
  Bits helps = none;
  const std::set<const ThreadGraph*> graphs = others(futures, instance);
  for (std::uint32_t i = 0; i < kept.size(); ++i) {
    if (!has_outcome(step, kept[i].requirement, true)) continue;
    bool is_possible = true, is_some = false;
    for (const ThreadGraph* graph : graphs) {
      if (!effort.spend(graph->nodes.size())) return none;
      const Help here = help(kept[i], *graph, futures.of.at(graph), step, seen);
      is_possible = is_possible && here.is_possible;
      is_some = is_some || here.is_some;
    }
    if (is_possible && is_some) helps.add(i);
  }
  for (const ThreadGraph* graph : graphs) {
    if (!could_be_free(kept, helps, *graph, futures.of.at(graph), step)) return none;
  }
  return helps;
}

}  // namespace pagerace::checker::partial_order
