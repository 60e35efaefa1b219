#include "properties/search_once.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include "checker/search/breadth_first.hpp"
#include "checker/search/engines.hpp"
#include "checker/store/free_memory.hpp"
#include "checker/store/visited.hpp"
#include "model/system/state.hpp"

namespace pagerace::properties {

using checker::Stop;

namespace {

/// Nine tenths of what is free, or what was asked for, less what pagerace takes by itself.
std::shared_ptr<checker::Budget> budget_for(const checker::SearchOptions& options) {
  const std::uint64_t most = checker::free_memory() / 10 * 9;
  return std::make_shared<checker::Budget>(std::min(options.memory, most));
}

void search(const system::TransitionSystem& system, const checker::SearchOptions& options,
            const checker::Limits& limits, const checker::Reductions& reductions, Monitor& monitor,
            const std::shared_ptr<checker::Budget>& budget, Searched& searched) {
  checker::SearchResult& result = searched.result;
  checker::LevelLog& log = *searched.log;
  checker::Visited visited(options.store, system.words, system::bits_of_last_word(system), budget);
  checker::Engines engines(system, reductions, options, limits, visited);
  checker::BreadthFirstSearch search({system, options, limits, monitor.questions(), engines, monitor, log, visited});
  if (reductions.symmetry() != nullptr) {
    search.start(reductions.symmetry()->canonical());
  } else {
    search.start([](const checker::Word* state) { return state; });
  }
  result.stop = search.run([](const checker::Standing&) {});
  result.states = search.states();
  result.transitions = search.transitions();
  result.depth = log.levels() == 0 ? 0 : static_cast<std::uint32_t>(log.levels() - 1);
  result.store_bytes = visited.bytes();
  result.log_bytes = log.bytes();
  result.spilled_bytes = log.spilled_bytes();
  result.engine = engines.name();
  result.notes = engines.notes();
  result.coverage = search.coverage();
  searched.met_end = search.met_end();
}

}  // namespace

Searched search_once(const system::TransitionSystem& system, const checker::SearchOptions& options,
                     const checker::Limits& limits, const checker::Reductions& reductions, Monitor& monitor) {
  const std::shared_ptr<checker::Budget> budget = budget_for(options);
  Searched searched;
  searched.result.coverage.marks.resize(system.marks.size());
  searched.result.coverage.failures.resize(system.failures.size());
  searched.log = std::make_unique<checker::LevelLog>(system.words, budget);
  try {
    search(system, options, limits, reductions, monitor, budget, searched);
  } catch (const std::bad_alloc&) {
    searched.result.stop = Stop::Memory;
  }
  searched.result.threads = options.threads;
  if (searched.result.stop == Stop::Complete && options.store != checker::StoreKind::Exact) {
    searched.result.stop = Stop::Omissions;
  }
  return searched;
}

}  // namespace pagerace::properties
