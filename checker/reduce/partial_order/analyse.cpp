#include "checker/reduce/partial_order/analyse.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "checker/reduce/partial_order/breaking.hpp"
#include "checker/reduce/partial_order/kept.hpp"
#include "checker/reduce/partial_order/thread_graph.hpp"
#include "checker/reduce/partial_order/visibility.hpp"

namespace pagerace::checker::partial_order {
namespace {

constexpr std::array<std::uint32_t, 3> kMostNodes = {2048, 256,
                                                     1};  // of a template, told apart; fewer if that is too much
constexpr std::uint64_t kEffort = 8'000'000;
constexpr Word kMostDirect = 1 << 12;  // codes of a template that are looked up in one step

/// Puts the tables together.
class Planner {
 public:
  Planner(const system::TransitionSystem& system, const std::vector<bool>& guards,
          const std::vector<TemplateGraphs>& graphs, const Visible& visible, const Permutes& permutes, Effort& effort)
      : system_(system),
        guards_(guards),
        graphs_(graphs),
        visible_(visible),
        permutes_(permutes),
        effort_(effort),
        pool_(tables_) {}

  PlanTables plan();
  bool can_reduce() const { return can_reduce_; }

 private:
  const ThreadGraph& graph_of(std::size_t instance) const {
    const system::ThreadInstance& own = system_.instances[instance];
    return *graphs_[own.code].instances[own.number];
  }
  void list_distinct();
  void add_guards();
  void find_breaking();
  BreakingCost cost_of(std::size_t instance, const Attempts& attempts) const;
  void add_formulas();
  void add_templates();
  void add_thread(std::size_t instance);
  Bits seen_by(const Bits& writes) const;
  std::uint32_t class_for(std::size_t instance, std::uint32_t node);
  void add_helpers(const Bits& helps);
  std::uint32_t new_class(const PlanClass& made, const std::vector<Mask>& kept, const Bits& helps);

  const system::TransitionSystem& system_;
  const std::vector<bool>& guards_;
  const std::vector<TemplateGraphs>& graphs_;
  const Visible& visible_;
  const Permutes& permutes_;
  Effort& effort_;
  PlanTables tables_;
  MaskPool pool_;
  Futures futures_;
  std::map<const ThreadGraph*, std::vector<Future>> distinct_;  ///< each once
  std::vector<Kept> kept_;
  std::vector<std::vector<bool>> breaking_;  ///< by template and location
  std::map<std::tuple<std::array<std::uint32_t, 7>, std::vector<Mask>, Bits>, std::uint32_t> classes_;
  std::vector<PlanThread> templates_;
  bool can_reduce_ = false;
};

PlanTables Planner::plan() {
  tables_.mask_words = static_cast<std::uint32_t>(system_.cells.size() / 64 + 1);
  futures_ = futures_of(system_, graphs_);
  kept_ = kept_values(system_, guards_, futures_, effort_);
  list_distinct();
  add_guards();
  find_breaking();
  add_formulas();
  add_templates();
  // Class 0: a place that the analysis does not know.
  Bits all(static_cast<std::uint32_t>(system_.cells.size()));
  for (Cell cell = 0; cell < system_.cells.size(); ++cell) all.add(cell);
  const Mask everything = pool_.number(all);
  new_class({0, everything, everything, everything, everything, everything, everything},
            std::vector<Mask>(2 * kept_.size(), everything), Bits(tables_.kept));
  for (std::size_t instance = 0; instance < system_.instances.size(); ++instance) add_thread(instance);
  return std::move(tables_);
}

void Planner::list_distinct() {
  for (const auto& [graph, futures] : futures_.of) {
    std::vector<Future>& distinct = distinct_[graph];
    for (std::size_t node = 0; node < graph->nodes.size(); ++node) {
      if (graph->nodes[node]) distinct.push_back(futures[node]);
    }
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  }
}

void Planner::add_guards() {
  for (std::uint32_t number = 0; number < kept_.size(); ++number) {
    const Cell cell = kept_[number].requirement.guard;
    if (tables_.guards.empty() || tables_.guards.back().cell != cell) {
      const system::Storage& at = system_.cell_storage[cell];
      const Word mask = (Word{1} << at.width) - 1;  // few values, few bits
      tables_.guards.push_back({at.word, at.shift, mask, cell, static_cast<std::uint32_t>(tables_.kept_of.size())});
      tables_.kept_of.resize(tables_.kept_of.size() + mask + 1, 0);
    }
    tables_.kept_of[tables_.guards.back().first_kept + kept_[number].bits] = number;
  }
  tables_.kept = static_cast<std::uint32_t>(kept_.size());
}

/// How much of what the other threads may be up to leaves room for the step to be taken alone.
BreakingCost Planner::cost_of(std::size_t instance, const Attempts& attempts) const {
  BreakingCost cost{1, 1};
  for (std::size_t other = 0; other < system_.instances.size(); ++other) {
    if (other == instance) continue;
    const std::vector<Future>& futures = distinct_.at(&graph_of(other));
    const auto share = [&futures](auto&& is_one) {
      return static_cast<double>(std::count_if(futures.begin(), futures.end(), is_one)) /
             static_cast<double>(futures.size());
    };
    if (futures.empty()) continue;
    cost.alone = std::min(cost.alone, share([&](const Future& future) {
                            return !future.writes.meets(attempts.reads) && !future.writes.meets(attempts.writes) &&
                                   !future.reads.meets(attempts.writes);
                          }));
    cost.early = std::min(cost.early, share([&](const Future& future) {
                            return !future.writes.meets(attempts.always) && !future.reads.meets(attempts.always_stores);
                          }));
  }
  const auto is_seen = [&](const Bits& formula) { return attempts.writes.meets(formula); };
  if (std::any_of(visible_.always.begin(), visible_.always.end(), is_seen)) cost.alone = 0;
  return cost;
}

void Planner::find_breaking() {
  for (std::size_t code = 0; code < system_.templates.size(); ++code) {
    const TemplateGraphs& own = graphs_[code];
    std::vector<BreakingCost> costs(system_.templates[code].locations.size());
    for (std::size_t instance = 0; instance < system_.instances.size(); ++instance) {
      if (system_.instances[instance].code != code) continue;
      const ThreadGraph& graph = graph_of(instance);
      for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
        if (!graph.nodes[node]) continue;
        BreakingCost& cost = costs[own.nodes->location_of(node)];
        const BreakingCost here = cost_of(instance, *graph.nodes[node]);
        cost.alone = std::max(cost.alone, here.alone);
        cost.early = std::max(cost.early, here.early);
      }
    }
    const auto is_permuted = [&](std::uint32_t location, system::Register reg) {
      return permutes_(static_cast<std::uint32_t>(code), location, reg);
    };
    breaking_.push_back(breaking_locations(*own.nodes, own.instances, costs, is_permuted));
  }
}

void Planner::add_formulas() {
  Bits any(static_cast<std::uint32_t>(system_.cells.size()));
  for (const Bits& formula : visible_.always) {
    any.unite(formula);
    tables_.formulas.push_back(pool_.number(formula));
  }
  tables_.any_formula = pool_.number(any);
  tables_.end_formula = pool_.number(visible_.at_end);
}

/// Of each template how codes become nodes.
void Planner::add_templates() {
  for (const TemplateGraphs& own : graphs_) {
    PlanThread& thread = templates_.emplace_back();
    thread.first_place = static_cast<std::uint32_t>(tables_.places.size());
    Word codes = 0;
    for (const Nodes::Place& place : own.nodes->places()) {
      if (place.codes == 0) continue;
      PlanPlace plain{place.base, place.node, static_cast<std::uint32_t>(tables_.digits.size()), 0};
      for (const Nodes::Digit& digit : place.digits) {
        if (digit.size == 1) continue;
        tables_.digits.push_back({digit.weight, digit.size, digit.stride});
        ++plain.digits;
      }
      tables_.places.push_back(plain);
      ++thread.places;
      codes = place.base + place.codes;
    }
    thread.first_direct = static_cast<std::uint32_t>(tables_.direct.size());
    if (codes > kMostDirect) continue;
    thread.direct = static_cast<std::uint32_t>(codes);
    for (Word code = 0; code < codes; ++code) tables_.direct.push_back(own.nodes->node_of(code));
  }
}

void Planner::add_thread(std::size_t instance) {
  const system::ThreadInstance& own = system_.instances[instance];
  PlanThread thread = templates_[own.code];
  thread.word = own.code_storage.word;
  thread.shift = own.code_storage.shift;
  thread.mask = own.code_storage.width == 0 ? 0 : ~Word{0} >> (64 - own.code_storage.width);
  thread.is_daemon = system_.templates[own.code].is_daemon ? 1 : 0;
  thread.first_class = static_cast<std::uint32_t>(tables_.class_of.size());
  const std::uint32_t nodes = graphs_[own.code].nodes->count();
  for (std::uint32_t node = 0; node < nodes; ++node) {
    const std::uint32_t number = class_for(instance, node);
    tables_.class_of.push_back(number);
  }
  tables_.threads.push_back(thread);
}

/// The cells of the formulas that see the writes.
Bits Planner::seen_by(const Bits& writes) const {
  Bits cells(static_cast<std::uint32_t>(system_.cells.size()));
  for (const Bits& formula : visible_.always) {
    if (formula.meets(writes)) cells.unite(formula);
  }
  return cells;
}

std::uint32_t Planner::class_for(std::size_t instance, std::uint32_t node) {
  const ThreadGraph& graph = graph_of(instance);
  if (!graph.nodes[node]) return 0;
  const Attempts& attempts = *graph.nodes[node];
  const std::uint32_t code = system_.instances[instance].code;
  const std::uint32_t location = graphs_[code].nodes->location_of(node);
  const bool can_end = std::any_of(attempts.outcomes.begin(), attempts.outcomes.end(),
                                   [](const Outcome& outcome) { return !outcome.next.empty(); });
  PlanClass made;
  const bool may_lead = can_end && !breaking_[code][location];
  if (may_lead) made.flags |= PlanClass::kMayLead;
  if (!attempts.may_block && !attempts.may_fail) made.flags |= PlanClass::kIsSure;
  can_reduce_ = can_reduce_ || may_lead;
  made.always = pool_.number(attempts.always);
  made.always_stores = pool_.number(attempts.always_stores);
  made.reads = pool_.number(attempts.reads);
  made.writes = pool_.number(attempts.writes);
  const Future& future = futures_.of.at(&graph)[node];
  made.future_reads = pool_.number(future.reads);
  made.future_writes = pool_.number(future.writes);
  std::vector<Mask> kept_futures;
  for (const Kept& kept : kept_) {
    const Future& restricted = kept.futures.at(&graph)[node];
    kept_futures.push_back(pool_.number(restricted.reads));
    kept_futures.push_back(pool_.number(restricted.writes));
  }
  const Bits helps =
      may_lead ? helpful(kept_, futures_, instance, attempts, seen_by(attempts.writes), effort_) : Bits(tables_.kept);
  return new_class(made, kept_futures, helps);
}

std::uint32_t Planner::new_class(const PlanClass& made, const std::vector<Mask>& kept, const Bits& helps) {
  const std::array<std::uint32_t, 7> key = {made.flags,  made.always,       made.always_stores, made.reads,
                                            made.writes, made.future_reads, made.future_writes};
  const auto [place, is_new] =
      classes_.try_emplace({key, kept, helps}, static_cast<std::uint32_t>(tables_.classes.size()));
  if (is_new) {
    tables_.classes.push_back(made);
    tables_.kept_futures.insert(tables_.kept_futures.end(), kept.begin(), kept.end());
    add_helpers(helps);
  }
  return place->second;
}

void Planner::add_helpers(const Bits& helps) {
  PlanClass& made = tables_.classes.back();
  made.first_helper = static_cast<std::uint32_t>(tables_.helpers.size());
  for (std::uint32_t guard = 0; guard < tables_.guards.size(); ++guard) {
    PlanHelper helper{guard, 0};
    for (std::uint32_t number = 0; number < kept_.size(); ++number) {
      const bool is_of = kept_[number].requirement.guard == tables_.guards[guard].cell;
      if (is_of && helps.has(number)) helper.values |= 1U << kept_[number].bits;
    }
    if (helper.values != 0) tables_.helpers.push_back(helper);
  }
  made.helpers = static_cast<std::uint32_t>(tables_.helpers.size()) - made.first_helper;
}

}  // namespace

Analysis analyse(const system::TransitionSystem& system, const Permutes& permutes, const Cancellation& cancellation) {
  Analysis analysis;
  if (system.instances.size() < 2) {
    analysis.off = "there is only one thread";
    return analysis;
  }
  const std::vector<bool> guards = guards_of(system);
  for (std::uint32_t most_nodes : kMostNodes) {
    Effort effort{kEffort, cancellation};
    const auto graphs = graphs_of(system, guards, most_nodes, effort);
    if (!graphs) continue;
    Effort more{kEffort, cancellation};
    const Visible visible = visible_cells(system, more);
    Planner planner(system, guards, *graphs, visible, permutes, more);
    analysis.tables = planner.plan();
    if (!planner.can_reduce()) analysis.off = "no step of any thread could ever be taken alone";
    return analysis;
  }
  analysis.off = "the program is too large to be analysed";
  return analysis;
}

}  // namespace pagerace::checker::partial_order
