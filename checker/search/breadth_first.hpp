// A breadth-first search, level by level, on any number of threads.
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "checker/checkpoint/search_snapshot.hpp"
#include "checker/search/checkpoint_writer.hpp"
#include "checker/search/frontier.hpp"
#include "checker/search/search_thread.hpp"
#include "checker/search/thread_pool.hpp"
#include "checker/step/engine_source.hpp"
#include "checker/step/formula_queries.hpp"
#include "checker/step/level_listener.hpp"
#include "checker/step/limits.hpp"
#include "checker/store/level_log.hpp"
#include "checker/store/visited.hpp"

namespace pagerace::checker {

/// What a search is made of. All must outlive it.
struct SearchParts {
  const system::TransitionSystem& system;
  const SearchOptions& options;
  const Limits& limits;
  std::span<const FormulaQuery> queries;
  EngineSource& engines;
  LevelListener& listener;
  LevelLog& log;
  Visited& visited;
  const Budget& budget;  ///< of log and store
  CheckpointWriter* checkpoints = nullptr;
  std::string reductions = {};  ///< for progress
};

/// Threads take pieces of a level in order. Between levels, where the store or the log is full, and where a checkpoint
/// is due, they all stop; then the store grows, refilled from the log. A piece that met a full store is expanded
/// again. Counts, and what the listener hears, do not depend on the number of threads. Throws what an engine throws:
/// std::logic_error where pagerace is at fault.
class BreadthFirstSearch {
 public:
  explicit BreadthFirstSearch(const SearchParts& parts);

  /// Adds the initial states, or takes up a search whose states the log already held when this was made.
  void start();
  void resume(const SearchSnapshot& from);

  /// Until all is explored or a bound is met. Where it stops before its end, a checkpoint is written.
  Stop run();

  std::uint64_t states() const;
  std::uint64_t transitions() const;
  bool met_end() const;  ///< an end was found while something was still to be asked
  Coverage coverage() const;
  /// Of the partial-order reduction: switched off where it did not pay for its time.
  partial_order::Mode reduction() const { return reduction_; }

 private:
  bool add_starts(SearchThread& thread);
  void renew_engine(SearchThread& thread);
  std::uint32_t piece_size() const;
  void expand_level();
  bool is_expanded() const { return frontier_ != nullptr && frontier_->is_done(); }
  Observations take_seen();
  void begin_next_level();
  void make_room();
  void work(SearchThread& thread, bool reports);
  void stop(Stop why);
  bool grow();
  void spill_for_store();
  bool refill();

  void look_around();
  Progress progress() const;
  void gather();
  void write_checkpoint();
  bool is_due() const { return parts_.checkpoints != nullptr && parts_.checkpoints->is_due(); }
  partial_order::Savings savings() const;

  const SearchParts parts_;
  std::vector<PredicateQuery> queries_;
  std::vector<std::uint32_t> undecided_;
  ThreadPool pool_;
  std::vector<std::unique_ptr<SearchThread>> threads_;
  std::unique_ptr<Frontier> frontier_;  ///< of the level at depth_, once it was begun
  std::uint32_t depth_ = 0;
  partial_order::Mode reduction_;   ///< of the level at depth_
  Observations seen_;               ///< in that level, as of the last barrier
  std::uint64_t found_before_ = 0;  ///< states, when the level was begun
  Coverage earlier_coverage_;       ///< of what was resumed
  bool has_start_ = false;
  std::atomic<bool> pause_ = false;  ///< all stop at the end of their piece
  std::atomic<bool> store_is_full_ = false, log_is_full_ = false;
  std::atomic<int> stop_ = -1;  ///< a Stop
  double reported_ = 0;
};

}  // namespace pagerace::checker
