#include "properties/check.hpp"

#include <algorithm>
#include <utility>

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

/// With what the options ask for.
Checked check_reduced(const system::TransitionSystem& system, const checker::SearchOptions& options,
                      const checker::Limits& limits, Keeping* keeping) {
  auto reductions = std::make_unique<const checker::Reductions>(system, options);
  Monitor monitor(system, options.stop_at_first);
  Searched searched = search_once(system, options, limits, *reductions, monitor, keeping);
  checker::SearchResult& result = searched.result;
  result.reductions = reductions->names();
  result.notes.insert(result.notes.end(), reductions->notes().begin(), reductions->notes().end());
  result.verdicts = verdicts(system, monitor, {result.coverage, result.stop, result.states > 0, searched.met_end});
  Checked checked{std::move(result), std::move(searched.log), std::move(reductions)};
  const std::size_t found = findings(checked);
  if (checked.reductions->partial_order() != nullptr) shorten(system, options, limits, checked);
  if (keeping != nullptr) keeping->is_over = is_whole(checked.result.stop) && findings(checked) == found;
  return checked;
}

/// What is kept on disk is of one search.
bool tries_whole_first(const checker::SearchOptions& options, const Keeping* keeping) {
  return keeping == nullptr && (options.symmetry || options.partial_order) &&
         options.store == checker::StoreKind::Exact && options.whole_first > 0;
}

checker::SearchOptions whole_options(const checker::SearchOptions& options) {
  checker::SearchOptions whole = options;
  whole.symmetry = whole.partial_order = false;
  whole.engine = checker::EngineChoice::Interpret;
  whole.max_states = std::min(options.max_states, options.whole_first);
  return whole;
}

}  // namespace

Checked check(const system::TransitionSystem& system, const checker::SearchOptions& options, Keeping* keeping) {
  const checker::Limits limits(options);
  Checked checked;
  bool is_done = false;
  if (tries_whole_first(options, keeping)) {
    const checker::SearchOptions whole = whole_options(options);
    checked = check_reduced(system, whole, checker::Limits(whole), nullptr);
    is_done = checked.result.stop != Stop::MaxStates || options.max_states <= options.whole_first;
  }
  if (!is_done) checked = check_reduced(system, options, limits, keeping);
  checked.result.seconds += limits.seconds();
  return checked;
}

}  // namespace pagerace::properties
