#include "checker/reduce/partial_order/guard_values.hpp"

#include <algorithm>
#include <set>

namespace pagerace::checker::partial_order {
namespace {

bool touches(const MayAccess& later, const Bits& reads, const Bits& writes) {
  return later.writes.meets(reads) || later.writes.meets(writes) || later.reads.meets(writes);
}

/// Whether the step has an outcome while the guard holds the value: one that leads on, or one that fails.
bool has_outcome(const StepSummary& step, const Requirement& held, bool leads_on) {
  const auto differs = [&held](const Requirement& required) {
    return required.guard == held.guard && required.value != held.value;
  };
  return std::any_of(step.outcomes.begin(), step.outcomes.end(), [&](const StepOutcome& outcome) {
    const auto& required = outcome.requirements;
    return outcome.next.empty() != leads_on && std::none_of(required.begin(), required.end(), differs);
  });
}

/// Threads are hardly ever at a control point from which they can only fail.
bool is_likely(const StepSummary& step, const Requirement& held) {
  return has_outcome(step, held, true) || !has_outcome(step, held, false);
}

/// The graphs of the other instances, each once.
std::set<const ThreadGraph*> others(const MayAccessSets& may_access, std::size_t instance) {
  std::set<const ThreadGraph*> graphs;
  for (std::size_t other = 0; other < may_access.graphs.size(); ++other) {
    if (other != instance) graphs.insert(may_access.graphs[other]);
  }
  return graphs;
}

/// Whether the graph has a control point from which the guard is not written, and whether there the value of the guard
/// keeps the thread from accesses that conflict with the step.
struct Help {
  bool is_possible = false, is_some = false;
};

Help help(const GuardValue& held, const ThreadGraph& graph, const std::vector<MayAccess>& base, const StepSummary& step,
          const Bits& seen) {
  Help help;
  const std::vector<MayAccess>& with = held.may_access.at(&graph);
  for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
    if (!graph.nodes[node] || with[node].writes.has(held.requirement.guard)) continue;
    help.is_possible = true;
    if (!is_likely(*graph.nodes[node], held.requirement)) continue;
    help.is_some = help.is_some || base[node].writes.meets_beyond(with[node].writes, step.reads) ||
                   base[node].writes.meets_beyond(with[node].writes, step.writes) ||
                   base[node].writes.meets_beyond(with[node].writes, seen) ||
                   base[node].reads.meets_beyond(with[node].reads, step.writes);
  }
  return help;
}

/// Whether there is a control point from which the thread cannot conflict with the step, with or without a guard value.
bool could_be_free(const std::vector<GuardValue>& values, const Bits& helps, const ThreadGraph& graph,
                   const std::vector<MayAccess>& base, const StepSummary& step) {
  const auto is_free = [&step](const MayAccess& later) { return !touches(later, step.always, step.always_stores); };
  for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
    if (!graph.nodes[node]) continue;
    if (is_free(base[node])) return true;
    for (std::uint32_t i = 0; i < values.size(); ++i) {
      if (!helps.has(i)) continue;
      const MayAccess& with = values[i].may_access.at(&graph)[node];
      if (!with.writes.has(values[i].requirement.guard) && is_free(with)) return true;
    }
  }
  return false;
}

}  // namespace

MayAccessSets may_access_of(const system::TransitionSystem& system, const std::vector<TemplateGraphs>& graphs) {
  MayAccessSets may_access;
  for (const system::ThreadInstance& instance : system.instances) {
    const ThreadGraph* const graph = graphs[instance.code].instances[instance.number].get();
    may_access.graphs.push_back(graph);
    if (may_access.of.count(graph) == 0) {
      may_access.of[graph] = may_access_of(*graph, static_cast<std::uint32_t>(system.cells.size()));
    }
  }
  return may_access;
}

std::vector<GuardValue> guard_values_of(const system::TransitionSystem& system, const std::vector<bool>& guards,
                                        const MayAccessSets& may_access, AnalysisBudget& budget) {
  std::vector<GuardValue> all;
  for (Cell cell = 1; cell < guards.size(); ++cell) {
    if (!guards[cell]) continue;
    const system::Storage& at = system.cell_storage[cell];
    for (Word bits = 0; bits >> at.width == 0; ++bits) {
      const auto* domain = at.domain == 0 ? nullptr : &system.domains[at.domain].targets;
      if (domain != nullptr && bits >= domain->size()) break;
      const Value value = domain != nullptr ? (*domain)[bits] : static_cast<Value>(bits + static_cast<Word>(at.bias));
      GuardValue held{{cell, value}, bits, {}};
      bool changes = false;
      for (const auto& [graph, base] : may_access.of) {
        if (!budget.spend(20 * graph->nodes.size())) return all;
        held.may_access[graph] =
            may_access_while(*graph, static_cast<std::uint32_t>(system.cells.size()), held.requirement);
        changes = changes || held.may_access[graph] != base;
      }
      if (changes) all.push_back(std::move(held));
    }
  }
  return all;
}

Bits helpful(const std::vector<GuardValue>& values, const MayAccessSets& may_access, std::size_t instance,
             const StepSummary& step, const Bits& seen, AnalysisBudget& budget) {
  const auto none = Bits(static_cast<std::uint32_t>(values.size()));
  Bits helps = none;
  const std::set<const ThreadGraph*> graphs = others(may_access, instance);
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    if (!has_outcome(step, values[i].requirement, true)) continue;
    bool is_possible = true, is_some = false;
    for (const ThreadGraph* graph : graphs) {
      if (!budget.spend(graph->nodes.size())) return none;
      const Help here = help(values[i], *graph, may_access.of.at(graph), step, seen);
      is_possible = is_possible && here.is_possible;
      is_some = is_some || here.is_some;
    }
    if (is_possible && is_some) helps.add(i);
  }
  for (const ThreadGraph* graph : graphs) {
    if (!could_be_free(values, helps, *graph, may_access.of.at(graph), step)) return none;
  }
  return helps;
}

}  // namespace pagerace::checker::partial_order
