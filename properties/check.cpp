#include "properties/check.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include "checker/search/breadth_first.hpp"
#include "checker/search/engines.hpp"
#include "checker/store/free_memory.hpp"
#include "checker/store/visited.hpp"
#include "properties/monitor.hpp"
#include "properties/verdict.hpp"

namespace pagerace::properties {

using checker::Stop;

namespace {

/// One search, from its start to its verdicts.
class Checking {
 public:
  Checking(const system::TransitionSystem& system, const checker::SearchOptions& options)
      : system_(system),
        options_(options),
        limits_(options),
        budget_(std::make_shared<checker::Budget>(std::min(options.memory, checker::free_memory() / 10 * 9))),
        log_(std::make_unique<checker::LevelLog>(system.words, budget_)),
        visited_(options.store, system.words, system.bits, budget_),
        monitor_(system, options.stop_at_first) {}

  Checked run() {
    const checker::Reductions reductions;
    checker::Engines engines(system_, reductions, options_);
    checker::BreadthFirstSearch search(
        {system_, options_, limits_, monitor_.questions(), engines, monitor_, *log_, visited_});
    checker::SearchResult result;
    try {
      search.start([](const checker::Word* state) { return state; });
      result.stop = search.run([](const checker::Standing&) {});
    } catch (const std::bad_alloc&) {
      result.stop = Stop::Memory;
    }
    result.states = search.states();
    result.transitions = search.transitions();
    result.depth = log_->levels() == 0 ? 0 : static_cast<std::uint32_t>(log_->levels() - 1);
    result.store_bytes = visited_.bytes();
    result.log_bytes = log_->bytes();
    result.spilled_bytes = log_->spilled_bytes();
    result.engine = engines.name();
    result.threads = options_.threads;
    result.coverage = search.coverage();
    if (result.stop == Stop::Complete && options_.store != checker::StoreKind::Exact) result.stop = Stop::Omissions;
    result.verdicts = verdicts(system_, monitor_, {result.coverage, result.stop, result.states > 0, search.met_end()});
    result.seconds = limits_.seconds();
    return {std::move(result), std::move(log_)};
  }

 private:
  const system::TransitionSystem& system_;
  const checker::SearchOptions& options_;
  checker::Limits limits_;
  std::shared_ptr<checker::Budget> budget_;
  std::unique_ptr<checker::LevelLog> log_;
  checker::Visited visited_;
  Monitor monitor_;
};

/// There was not even the memory to begin.
Checked nothing_searched(const system::TransitionSystem& system) {
  checker::SearchResult result;
  result.stop = Stop::Memory;
  result.coverage.marks.resize(system.marks.size());
  result.coverage.failures.resize(system.failures.size());
  result.verdicts = verdicts(system, Monitor(system, false), {result.coverage, result.stop});
  return {std::move(result), std::make_unique<checker::LevelLog>(system.words, std::make_shared<checker::Budget>())};
}

}  // namespace

Checked check(const system::TransitionSystem& system, const checker::SearchOptions& options) {
  try {
    return Checking(system, options).run();
  } catch (const std::bad_alloc&) {
    return nothing_searched(system);
  }
}

}  // namespace pagerace::properties
