#include "properties/check.hpp"

#include <utility>

#include "properties/search_once.hpp"
#include "properties/shorten.hpp"
#include "properties/verdict.hpp"

namespace pagerace::properties {

Checked check(const system::TransitionSystem& system, const checker::SearchOptions& options) {
  const checker::Limits limits(options);
  auto reductions = std::make_unique<const checker::Reductions>(system, options);
  Monitor monitor(system, options.stop_at_first);
  Searched searched = search_once(system, options, limits, *reductions, monitor);
  checker::SearchResult& result = searched.result;
  result.reductions = reductions->names();
  result.notes.insert(result.notes.end(), reductions->notes().begin(), reductions->notes().end());
  result.verdicts =
      verdicts(system, monitor, {result.coverage, result.stop, result.states > 0, searched.met_end});
  Checked checked{std::move(result), std::move(searched.log), std::move(reductions)};
  if (checked.reductions->partial_order() != nullptr) shorten(system, options, limits, checked);
  checked.result.seconds = limits.seconds();
  return checked;
}

}  // namespace pagerace::properties
