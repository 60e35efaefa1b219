#include "properties/search_once.hpp"

#include <algorithm>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/compose/engines.hpp"
#include "checker/compose/interpreted.hpp"
#include "checker/search/breadth_first.hpp"
#include "checker/search/endings.hpp"
#include "checker/store/free_memory.hpp"
#include "checker/store/visited.hpp"
#include "properties/checkpoint_session.hpp"

namespace pagerace::properties {

using checker::Stop;

namespace {

/// Reserved for what grows besides log and store while states are expanded, and for each thread: readers, engines,
/// stacks.
constexpr std::uint64_t kReserve = 3u << 20;
constexpr std::uint64_t kReservePerThread = 512u << 10;

/// The memory for log and store; it is tight if the user asked for less than there is.
struct Allowance {
  std::shared_ptr<checker::Budget> budget;
  bool is_tight = false;
};

/// Nine tenths of the free memory; or what the user asked for, minus what the process itself needs.
Allowance allowance_for(const checker::SearchOptions& options) {
  const std::uint64_t most = checker::free_memory() / 10 * 9;
  const std::uint64_t held = checker::resident_memory() + kReserve + options.threads * kReservePerThread;
  const bool is_tight = options.memory != checker::Budget::kUnlimited && options.memory < most + held;
  const std::uint64_t asked = options.memory - std::min(options.memory, held);
  return {std::make_shared<checker::Budget>(is_tight ? asked : most), is_tight};
}

/// If memory is tight, the log takes away memory that the store needs to grow, and about the same amount: both need
/// about as many bytes for a state. If not, the log need not be written to disk at all.
std::uint64_t hold_at_most(const Allowance& allowance) {
  return allowance.is_tight ? allowance.budget->limit() / 8 : allowance.budget->limit();
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

class Search {
 public:
  Search(const system::TransitionSystem& system, const checker::SearchOptions& options, const checker::Limits& limits,
         const checker::Reductions& reductions, Monitor& monitor, const Allowance& allowance,
         checker::StateShape states, Searched& searched)
      : system_(system),
        options_(options),
        limits_(limits),
        reductions_(reductions),
        monitor_(monitor),
        budget_(allowance.budget),
        states_(states),
        searched_(searched) {}

  void run(CheckpointSession* session, bool resumes) {
    checker::LevelLog& log = *searched_.log;
    std::optional<checker::SearchSnapshot> from;
    if (resumes) from = session->load(log, monitor_);
    checker::Visited visited(options_.store, states_, budget_);
    checker::Engines engines(system_, reductions_, options_, limits_, visited);
    checker::BreadthFirstSearch search({system_, options_, limits_, monitor_.queries(), engines, monitor_, log, visited,
                                        *budget_, options_.store == checker::StoreKind::Exact, session,
                                        joined(reductions_.names())});
    if (from) {
      search.resume(*from);
    } else {
      search.start();
    }
    searched_.result.stop = search.run();
    tell(search, visited, engines);
    if (searched_.result.stop == Stop::Complete && options_.store == checker::StoreKind::Exact) {
      look_for_endings(search, visited);
    }
  }

 private:
  void look_for_endings(const checker::BreadthFirstSearch& search, const checker::Visited& visited) {
    checker::Endings endings =
        checker::find_endings({system_, *searched_.log, visited, limits_, budget_, options_.threads,
                               [this] { return checker::successors(system_, reductions_, limits_); },
                               search.reductions(), search.ranking(), search.not_descending()});
    if (endings.livelock) monitor_.note(system::Check::Livelock, std::move(*endings.livelock));
    // A deadlock in which nothing moves at all is the clearer one.
    const bool is_known = monitor_.built_in()[static_cast<std::size_t>(system::Check::Deadlock)].has_value();
    if (endings.deadlock && !is_known) monitor_.note(system::Check::Deadlock, std::move(*endings.deadlock));
    searched_.result.livelock_states = endings.livelock_states;
    searched_.endings_undecided = endings.undecided;
  }

  void tell(const checker::BreadthFirstSearch& search, const checker::Visited& visited,
            const checker::Engines& engines) {
    checker::SearchResult& result = searched_.result;
    const checker::LevelLog& log = *searched_.log;
    result.states = search.states();
    result.transitions = search.transitions();
    result.depth = log.levels() == 0 ? 0 : static_cast<std::uint32_t>(log.levels() - 1);
    result.store_bytes = visited.bytes();
    result.log_bytes = log.bytes();
    result.spilled_bytes = log.spilled_bytes();
    result.engine = engines.name();
    result.threads = search.threads();
    result.notes = engines.notes();
    if (search.threads() < options_.threads) {
      result.notes.push_back("no more threads could be started than " + std::to_string(search.threads()) + " of " +
                             std::to_string(options_.threads));
    }
    if (reductions_.partial_order() != nullptr && !search.reduction().is_on) {
      result.notes.emplace_back("partial-order reduction was switched off on the way: it saved less than it took");
    }
    if (result.stop != checker::Stop::Complete && !search.growing().empty()) result.notes.push_back(search.growing());
    result.coverage = search.coverage();
    searched_.met_end = search.met_end();
  }

  const system::TransitionSystem& system_;
  const checker::SearchOptions& options_;
  const checker::Limits& limits_;
  const checker::Reductions& reductions_;
  Monitor& monitor_;
  const std::shared_ptr<checker::Budget> budget_;
  const checker::StateShape states_;
  Searched& searched_;
};

}  // namespace

Searched search_once(const system::TransitionSystem& system, const checker::SearchOptions& options,
                     const checker::Limits& limits, const checker::Reductions& reductions, Monitor& monitor,
                     Checkpointing* checkpointing) {
  const Allowance allowance = allowance_for(options);
  const checker::StateShape states = checker::state_shape(system);
  Searched searched;
  checker::SearchResult& result = searched.result;
  result.coverage.marks.resize(system.marks.size());
  result.coverage.failures.resize(system.failures.size());
  result.coverage.written.resize(system.cells.size());
  result.threads = options.threads;
  checker::LogOptions how;
  how.hold_at_most = hold_at_most(allowance);
  searched.log = std::make_unique<checker::LevelLog>(states.words, allowance.budget, how);
  std::optional<CheckpointSession> session;
  if (checkpointing != nullptr) session.emplace(*checkpointing, limits, *searched.log, monitor);
  try {
    Search(system, options, limits, reductions, monitor, allowance, states, searched)
        .run(session ? &*session : nullptr, checkpointing != nullptr && checkpointing->resumes);
  } catch (const std::bad_alloc&) {
    result.stop = Stop::Memory;
  }
  if (session) {
    result.seconds = session->seconds_before();
    result.notes.insert(result.notes.end(), session->notes().begin(), session->notes().end());
  }
  if (result.stop == Stop::Complete && options.store != checker::StoreKind::Exact) result.stop = Stop::Omissions;
  return searched;
}

}  // namespace pagerace::properties
