#include "checker/reduce/partial_order/analyse.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "checker/reduce/partial_order/full_expansion.hpp"
#include "checker/reduce/partial_order/guard_values.hpp"
#include "checker/reduce/partial_order/mask_pool.hpp"
#include "checker/reduce/partial_order/thread_graph.hpp"
#include "checker/reduce/partial_order/visibility.hpp"

namespace pagerace::checker::partial_order {
namespace {

constexpr std::array<std::uint32_t, 3> kMostNodes = {2048, 256,
                                                     1};  // control points of a template; fewer if that is too much
constexpr std::uint64_t kBudget = 8'000'000;
constexpr Word kMostDirect = 1 << 12;  // codes of a template that are looked up without a search

/// Makes the tables.
class Planner {
 public:
  Planner(const system::TransitionSystem& system, const std::vector<bool>& guards,
          const std::vector<TemplateGraphs>& graphs, const Visible& visible, const Permutes& permutes,
          AnalysisBudget& budget)
      : system_(system),
        guards_(guards),
        graphs_(graphs),
        visible_(visible),
        permutes_(permutes),
        budget_(budget),
        pool_(plan_.masks) {}

  Plan make();
  bool can_reduce() const { return can_reduce_; }

 private:
  const ThreadGraph& graph_of(std::size_t instance) const {
    const system::ThreadInstance& own = system_.instances[instance];
    return *graphs_[own.code].instances[own.number];
  }
  void list_distinct();
  void add_guards();
  void find_fully_expanded();
  ExpansionCost cost_of(std::size_t instance, const StepSummary& summary) const;
  void add_formulas();
  void add_templates();
  void add_thread(std::size_t instance);
  Bits seen_by(const Bits& writes) const;
  std::uint32_t class_for(std::size_t instance, std::uint32_t node);
  void add_helpers(const Bits& helps);
  std::uint32_t new_class(const PlanClass& made, const std::vector<Mask>& held, const Bits& helps);

  const system::TransitionSystem& system_;
  const std::vector<bool>& guards_;
  const std::vector<TemplateGraphs>& graphs_;
  const Visible& visible_;
  const Permutes& permutes_;
  AnalysisBudget& budget_;
  Plan plan_;
  MaskPool pool_;
  MayAccessSets may_access_;
  std::map<const ThreadGraph*, std::vector<MayAccess>> distinct_;  ///< each once
  std::vector<GuardValue> guard_values_;
  std::vector<std::vector<bool>> fully_expanded_;  ///< by template and location
  std::map<std::tuple<std::array<std::uint32_t, 7>, std::vector<Mask>, Bits>, std::uint32_t> classes_;
  std::vector<PlanThread> templates_;
  bool can_reduce_ = false;
};

Plan Planner::make() {
  plan_.mask_words = static_cast<std::uint32_t>(system_.cells.size() / 64 + 1);
  may_access_ = may_access_of(system_, graphs_);
  guard_values_ = guard_values_of(system_, guards_, may_access_, budget_);
  list_distinct();
  add_guards();
  find_fully_expanded();
  add_formulas();
  add_templates();
  // Class 0: control points that the analysis has not reached.
  Bits all(static_cast<std::uint32_t>(system_.cells.size()));
  for (Cell cell = 0; cell < system_.cells.size(); ++cell) all.add(cell);
  const Mask everything = pool_.number(all);
  new_class({0, everything, everything, everything, everything, everything, everything},
            std::vector<Mask>(2 * guard_values_.size(), everything), Bits(plan_.guard_values));
  for (std::size_t instance = 0; instance < system_.instances.size(); ++instance) add_thread(instance);
  return std::move(plan_);
}

void Planner::list_distinct() {
  for (const auto& [graph, may_access] : may_access_.of) {
    std::vector<MayAccess>& distinct = distinct_[graph];
    for (std::size_t node = 0; node < graph->nodes.size(); ++node) {
      if (graph->nodes[node]) distinct.push_back(may_access[node]);
    }
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  }
}

void Planner::add_guards() {
  for (std::uint32_t number = 0; number < guard_values_.size(); ++number) {
    const Cell cell = guard_values_[number].requirement.guard;
    if (plan_.guards.empty() || plan_.guards.back().cell != cell) {
      const system::Storage& at = system_.cell_storage[cell];
      const Word mask = (Word{1} << at.width) - 1;  // few values, few bits
      plan_.guards.push_back({at.word, at.shift, mask, cell, static_cast<std::uint32_t>(plan_.guard_value_of.size())});
      plan_.guard_value_of.resize(plan_.guard_value_of.size() + mask + 1, 0);
    }
    plan_.guard_value_of[plan_.guards.back().first_value + guard_values_[number].bits] = number;
  }
  plan_.guard_values = static_cast<std::uint32_t>(guard_values_.size());
}

/// At how many of the control points of the other threads the step could be taken alone.
ExpansionCost Planner::cost_of(std::size_t instance, const StepSummary& summary) const {
  ExpansionCost cost{1, 1};
  for (std::size_t other = 0; other < system_.instances.size(); ++other) {
    if (other == instance) continue;
    const std::vector<MayAccess>& may_access = distinct_.at(&graph_of(other));
    const auto share = [&may_access](auto&& is_one) {
      return static_cast<double>(std::count_if(may_access.begin(), may_access.end(), is_one)) /
             static_cast<double>(may_access.size());
    };
    if (may_access.empty()) continue;
    cost.alone = std::min(cost.alone, share([&](const MayAccess& later) {
                            return !later.writes.meets(summary.reads) && !later.writes.meets(summary.writes) &&
                                   !later.reads.meets(summary.writes);
                          }));
    cost.early = std::min(cost.early, share([&](const MayAccess& later) {
                            return !later.writes.meets(summary.always) && !later.reads.meets(summary.always_stores);
                          }));
  }
  const auto is_seen = [&](const Bits& formula) { return summary.writes.meets(formula); };
  if (std::any_of(visible_.always.begin(), visible_.always.end(), is_seen)) cost.alone = 0;
  return cost;
}

void Planner::find_fully_expanded() {
  for (std::size_t code = 0; code < system_.templates.size(); ++code) {
    const TemplateGraphs& own = graphs_[code];
    std::vector<ExpansionCost> costs(system_.templates[code].locations.size());
    for (std::size_t instance = 0; instance < system_.instances.size(); ++instance) {
      if (system_.instances[instance].code != code) continue;
      const ThreadGraph& graph = graph_of(instance);
      for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
        if (!graph.nodes[node]) continue;
        ExpansionCost& cost = costs[own.nodes->location_of(node)];
        const ExpansionCost here = cost_of(instance, *graph.nodes[node]);
        cost.alone = std::max(cost.alone, here.alone);
        cost.early = std::max(cost.early, here.early);
      }
    }
    const auto is_permuted = [&](std::uint32_t location, system::Register reg) {
      return permutes_(static_cast<std::uint32_t>(code), location, reg);
    };
    fully_expanded_.push_back(fully_expanded_locations(*own.nodes, own.instances, costs, is_permuted));
  }
}

void Planner::add_formulas() {
  Bits any(static_cast<std::uint32_t>(system_.cells.size()));
  for (const Bits& formula : visible_.always) {
    any.unite(formula);
    plan_.formulas.push_back(pool_.number(formula));
  }
  plan_.any_formula = pool_.number(any);
  plan_.end_formula = pool_.number(visible_.at_end);
}

/// For each template: how a code is mapped to a control point.
void Planner::add_templates() {
  for (const TemplateGraphs& own : graphs_) {
    PlanThread& thread = templates_.emplace_back();
    thread.first_location = static_cast<std::uint32_t>(plan_.locations.size());
    Word codes = 0;
    for (const ControlPoints::AtLocation& place : own.nodes->locations()) {
      if (place.codes == 0) continue;
      PlanLocation plain{place.base, place.node, static_cast<std::uint32_t>(plan_.digits.size()), 0};
      for (const ControlPoints::Digit& digit : place.digits) {
        if (digit.size == 1) continue;
        plan_.digits.push_back({digit.weight, digit.size, digit.stride});
        ++plain.digits;
      }
      plan_.locations.push_back(plain);
      ++thread.locations;
      codes = place.base + place.codes;
    }
    thread.first_direct = static_cast<std::uint32_t>(plan_.direct.size());
    if (codes > kMostDirect) continue;
    thread.direct = static_cast<std::uint32_t>(codes);
    for (Word code = 0; code < codes; ++code) plan_.direct.push_back(own.nodes->node_of(code));
  }
}

void Planner::add_thread(std::size_t instance) {
  const system::ThreadInstance& own = system_.instances[instance];
  PlanThread thread = templates_[own.code];
  thread.word = own.code_storage.word;
  thread.shift = own.code_storage.shift;
  thread.mask = own.code_storage.width == 0 ? 0 : ~Word{0} >> (64 - own.code_storage.width);
  thread.is_daemon = system_.templates[own.code].is_daemon ? 1 : 0;
  thread.first_class = static_cast<std::uint32_t>(plan_.class_of.size());
  const std::uint32_t nodes = graphs_[own.code].nodes->count();
  for (std::uint32_t node = 0; node < nodes; ++node) {
    const std::uint32_t number = class_for(instance, node);
    plan_.class_of.push_back(number);
  }
  plan_.threads.push_back(thread);
}

/// The cells of all formulas that read one of the written cells.
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
  const StepSummary& summary = *graph.nodes[node];
  const std::uint32_t code = system_.instances[instance].code;
  const std::uint32_t location = graphs_[code].nodes->location_of(node);
  const bool can_end = std::any_of(summary.outcomes.begin(), summary.outcomes.end(),
                                   [](const StepOutcome& outcome) { return !outcome.next.empty(); });
  PlanClass made;
  const bool may_be_singleton = can_end && !fully_expanded_[code][location];
  if (may_be_singleton) made.flags |= PlanClass::kMayBeSingleton;
  if (!summary.may_block && !summary.may_fail) made.flags |= PlanClass::kIsSure;
  can_reduce_ = can_reduce_ || may_be_singleton;
  made.always = pool_.number(summary.always);
  made.always_stores = pool_.number(summary.always_stores);
  made.reads = pool_.number(summary.reads);
  made.writes = pool_.number(summary.writes);
  const MayAccess& later = may_access_.of.at(&graph)[node];
  made.may_read = pool_.number(later.reads);
  made.may_write = pool_.number(later.writes);
  std::vector<Mask> guarded_may_access;
  for (const GuardValue& held : guard_values_) {
    const MayAccess& restricted = held.may_access.at(&graph)[node];
    guarded_may_access.push_back(pool_.number(restricted.reads));
    guarded_may_access.push_back(pool_.number(restricted.writes));
  }
  const Bits helps = may_be_singleton
                         ? helpful(guard_values_, may_access_, instance, summary, seen_by(summary.writes), budget_)
                         : Bits(plan_.guard_values);
  return new_class(made, guarded_may_access, helps);
}

std::uint32_t Planner::new_class(const PlanClass& made, const std::vector<Mask>& held, const Bits& helps) {
  const std::array<std::uint32_t, 7> key = {made.flags,  made.always,   made.always_stores, made.reads,
                                            made.writes, made.may_read, made.may_write};
  const auto [place, is_new] =
      classes_.try_emplace({key, held, helps}, static_cast<std::uint32_t>(plan_.classes.size()));
  if (is_new) {
    plan_.classes.push_back(made);
    plan_.guarded_may_access.insert(plan_.guarded_may_access.end(), held.begin(), held.end());
    add_helpers(helps);
  }
  return place->second;
}

void Planner::add_helpers(const Bits& helps) {
  PlanClass& made = plan_.classes.back();
  made.first_helper = static_cast<std::uint32_t>(plan_.helpers.size());
  for (std::uint32_t guard = 0; guard < plan_.guards.size(); ++guard) {
    PlanHelper helper{guard, 0};
    for (std::uint32_t number = 0; number < guard_values_.size(); ++number) {
      const bool is_of = guard_values_[number].requirement.guard == plan_.guards[guard].cell;
      if (is_of && helps.has(number)) helper.values |= 1U << guard_values_[number].bits;
    }
    if (helper.values != 0) plan_.helpers.push_back(helper);
  }
  made.helpers = static_cast<std::uint32_t>(plan_.helpers.size()) - made.first_helper;
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
    AnalysisBudget budget{kBudget, cancellation};
    const auto graphs = graphs_of(system, guards, most_nodes, budget);
    if (!graphs) continue;
    AnalysisBudget more{kBudget, cancellation};
    const Visible visible = visible_cells(system, more);
    Planner planner(system, guards, *graphs, visible, permutes, more);
    analysis.plan = planner.make();
    if (!planner.can_reduce()) analysis.off = "no step of any thread could ever be taken alone";
    return analysis;
  }
  analysis.off = "the program is too large to be analysed";
  return analysis;
}

}  // namespace pagerace::checker::partial_order
