#include "properties/check.hpp"

#include <algorithm>
#include <utility>

#include "checker/store/state_shape.hpp"
#include "properties/search_once.hpp"
#include "properties/shorten.hpp"
#include "properties/verdict.hpp"

namespace pagerace::properties {

using checker::Stop;

namespace {

std::size_t findings(const Checked& checked) {
  const auto& verdicts = checked.result.verdicts;
  return static_cast<std::size_t>(
      std::count_if(verdicts.begin(), verdicts.end(), [](const auto& verdict) { return verdict.finding.has_value(); }));
}

bool is_whole(Stop stop) { return stop == Stop::Complete || stop == Stop::Omissions; }

/// A bound was met before the search could begin.
Checked check_nothing(const system::TransitionSystem& system, const checker::SearchOptions& options, Stop stop) {
  Checked checked;
  checked.result.stop = stop;
  checked.result.engine = "interpreter";
  checked.result.threads = options.threads;
  checked.result.coverage.marks.resize(system.marks.size());
  checked.result.coverage.failures.resize(system.failures.size());
  checked.result.coverage.written.resize(system.cells.size());
  const Monitor monitor(system, false);
  checked.result.verdicts = verdicts(system, monitor, {checked.result.coverage, stop, false, false});
  checked.log =
      std::make_unique<checker::LevelLog>(checker::state_shape(system).words, std::make_shared<checker::Budget>());
  checked.reductions = std::make_unique<const checker::Reductions>(system, checker::SearchOptions());
  return checked;
}

/// What the formulas depend on; nothing is left to ask of a violated property. For an imported property nobody reads
/// without which atoms it would hold too, and it takes a look at every state. Throws Interrupted where a bound is met:
/// without an answer nothing can be said to hold.
std::vector<Dependence> dependences_of(const system::TransitionSystem& system, const Monitor& monitor,
                                       const Searched& searched, const checker::Limits& limits) {
  Dependences dependences(system, searched.result.coverage, *searched.log, searched.met_end, limits);
  std::vector<Dependence> all;
  for (std::size_t i = 0; i < system.properties.size(); ++i) {
    const system::Property& property = system.properties[i];
    all.emplace_back();
    if (monitor.properties()[i].violation) continue;
    all.back() = dependences.settled(property);
    const bool is_asked = property.from_scenario || property.is_named;
    if (is_asked && searched.result.stop == Stop::Complete && all.back().settled.empty())
      dependences.find_also_without(property, all.back());
  }
  return all;
}

/// Checks with these reductions.
Checked check_with(std::unique_ptr<const checker::Reductions> reductions, const system::TransitionSystem& system,
                   const checker::SearchOptions& options, const checker::Limits& limits, Checkpointing* checkpointing) {
  Monitor monitor(system, options.stop_at_first);
  Searched searched = search_once(system, options, limits, *reductions, monitor, checkpointing);
  checker::SearchResult& result = searched.result;
  result.reductions = reductions->names();
  result.notes.insert(result.notes.end(), reductions->notes().begin(), reductions->notes().end());
  std::vector<Dependence> dependences(system.properties.size());
  try {
    dependences = dependences_of(system, monitor, searched, limits);
  } catch (const checker::Interrupted&) {
    if (is_whole(result.stop)) result.stop = limits.met(0).value_or(Stop::Timeout);
  }
  result.verdicts = verdicts(system, monitor,
                             {result.coverage, result.stop, result.states > 0, searched.met_end,
                              searched.endings_undecided, std::move(dependences)});
  Checked checked{std::move(result), std::move(searched.log), std::move(reductions)};
  const std::size_t found = findings(checked);
  if (checked.reductions->partial_order() != nullptr) shorten(system, options, limits, checked);
  // A limit may also cut what comes after the search: then a resumed run does that again.
  const auto& undecided = searched.endings_undecided;
  const bool is_cut = undecided && *undecided != checker::Stop::Omissions;
  if (checkpointing != nullptr)
    checkpointing->is_over = is_whole(checked.result.stop) && !is_cut && findings(checked) == found;
  return checked;
}

/// Checks with the reductions that the options request.
Checked check_reduced(const system::TransitionSystem& system, const checker::SearchOptions& options,
                      const checker::Limits& limits, Checkpointing* checkpointing) {
  std::unique_ptr<const checker::Reductions> reductions;
  try {
    reductions = std::make_unique<const checker::Reductions>(system, options, [&limits] { limits.check(); });
    limits.check();
  } catch (const checker::Stopped& stopped) {
    return check_nothing(system, options, stopped.stop);
  }
  return check_with(std::move(reductions), system, options, limits, checkpointing);
}

/// A checkpoint belongs to a single search.
bool tries_whole_first(const checker::SearchOptions& options, const Checkpointing* checkpointing) {
  return checkpointing == nullptr && (options.symmetry || options.partial_order) &&
         options.store == checker::StoreKind::Exact && options.whole_first > 0;
}

checker::SearchOptions whole_options(const checker::SearchOptions& options) {
  checker::SearchOptions whole = options;
  whole.symmetry = whole.partial_order = false;
  whole.engine = checker::EngineChoice::Interpret;
  whole.max_states = std::min(options.max_states, options.whole_first);
  return whole;
}

/// Keeps the findings of the search without reductions if the reduced search had no time to reach them.
Checked better(Checked whole, Checked reduced) {
  const bool is_better = findings(whole) > findings(reduced) || (reduced.result.states == 0 && whole.result.states > 0);
  if (is_whole(reduced.result.stop) || !is_better) return reduced;
  whole.result.stop = reduced.result.stop;
  for (checker::Verdict& verdict : whole.result.verdicts) {
    if (verdict.outcome == checker::Outcome::Inconclusive) verdict.reason = text_of(whole.result.stop).reason;
  }
  return whole;
}

}  // namespace

Checked check(const system::TransitionSystem& system, const checker::SearchOptions& options,
              Checkpointing* checkpointing) {
  const checker::Limits limits(options);
  Checked checked;
  bool is_done = false;
  if (tries_whole_first(options, checkpointing)) {
    const checker::SearchOptions whole = whole_options(options);
    checked = check_reduced(system, whole, checker::Limits(whole, limits), nullptr);
    is_done = checked.result.stop != Stop::MaxStates || options.max_states <= options.whole_first;
  }
  if (!is_done) checked = better(std::move(checked), check_reduced(system, options, limits, checkpointing));
  checked.result.seconds += limits.seconds();
  return checked;
}

}  // namespace pagerace::properties
