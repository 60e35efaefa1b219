#include "properties/check.hpp"

#include <algorithm>
#include <memory>
#include <new>
#include <utility>

#include "checker/search/order.hpp"
#include "checker/search/search.hpp"
#include "checker/store/exact_store.hpp"
#include "checker/store/free_memory.hpp"
#include "properties/monitor.hpp"
#include "properties/verdict.hpp"

namespace pagerace::properties {

Checked check(const system::TransitionSystem& system, const checker::SearchOptions& options) {
  checker::Limits limits(options);
  const auto budget = std::make_shared<checker::Budget>(std::min(options.memory, checker::free_memory() / 10 * 9));
  Checked checked{{}, checker::Log(system.words, budget)};
  checker::Interpreter interpreter(system);
  Monitor monitor(system, options.stop_at_first);
  checker::ExactStore store(checked.log, budget);
  checker::BreadthFirst order(checked.log);
  checker::Progress progress;

  checker::SearchResult& result = checked.result;
  try {
    checker::explore(interpreter, checker::Identity{}, store, order, monitor, limits, progress);
  } catch (const checker::Stopped& stopped) {
    result.stop = stopped.stop;
  } catch (const std::bad_alloc&) {
    result.stop = checker::Stop::Memory;
  }
  result.states = progress.states;
  result.transitions = progress.transitions;
  result.depth = checked.log.levels() == 0 ? 0 : static_cast<std::uint32_t>(checked.log.levels() - 1);
  result.store_bytes = store.bytes();
  result.log_bytes = checked.log.bytes();
  result.coverage = interpreter.coverage();
  result.verdicts = verdicts(system, monitor, result.coverage, result.stop);
  result.seconds = limits.seconds();
  return checked;
}

}  // namespace pagerace::properties
