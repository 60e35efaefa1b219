// A breadth-first search, level by level, on any number of threads.
#pragma once

#include <atomic>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "checker/checkpoint/search_snapshot.hpp"
#include "checker/search/checkpoint_writer.hpp"
#include "checker/search/frontier.hpp"
#include "checker/search/learn_ranking.hpp"
#include "checker/search/search_thread.hpp"
#include "checker/search/thread_pool.hpp"
#include "checker/step/engine_source.hpp"
#include "checker/step/formula_queries.hpp"
#include "checker/step/level_listener.hpp"
#include "checker/step/limits.hpp"
#include "checker/store/level_log.hpp"
#include "checker/store/visited.hpp"

namespace pagerace::checker {

/// What a search is made of. All of it must outlive the search.
struct SearchParts {
  const system::TransitionSystem& system;
  const SearchOptions& options;
  const Limits& limits;
  std::span<const FormulaQuery> queries;
  EngineSource& engines;
  LevelListener& listener;
  LevelLog& log;
  Visited& visited;
  const Budget& budget;            ///< of the log and the store together
  bool looks_for_endings = false;  ///< states that do not descend are noted, see not_descending()
  CheckpointWriter* checkpoints = nullptr;
  std::string reductions = {};  ///< shown to users with the progress
};

/// The threads take pieces of a level in order. They all stop between levels, when the store or the log is full, and
/// when a checkpoint is due. A full store then grows and is refilled from the log, and a piece that met it is expanded
/// again. The counts, and what the listener is told, do not depend on the number of threads. Throws what an engine
/// throws: std::logic_error if pagerace is at fault.
class BreadthFirstSearch {
 public:
  explicit BreadthFirstSearch(const SearchParts& parts);

  /// start() adds the initial states; resume() goes on with a search whose states were in the log at construction.
  void start();
  void resume(const SearchSnapshot& from);

  /// Runs until all is explored or a bound is met. If it stops before the end, it writes a checkpoint.
  Stop run();

  std::uint64_t states() const;
  std::uint64_t transitions() const;
  std::uint32_t threads() const { return pool_.size(); }  ///< fewer than asked for if the machine has no more
  bool met_end() const;                                   ///< an end state was found while some query was undecided
  Coverage coverage() const;
  /// The mode of the partial-order reduction, which is switched off if it saves less time than it costs.
  partial_order::Mode reduction() const { return reduction_; }
  /// The same for each level that was expanded.
  std::vector<partial_order::Mode> reductions() const;
  /// Null if the search was so small that none was made, or if it was resumed.
  const Ranking* ranking() const { return ranking_ ? &ranking_->ranking() : nullptr; }
  /// If there is a ranking: at least all states that do not descend (see Worker), one after the other, and perhaps
  /// twice. Nothing if there were too many to keep.
  std::optional<std::vector<Word>> not_descending() const;

 private:
  bool add_starts(SearchThread& thread);
  void renew_engine(SearchThread& thread);
  std::uint32_t piece_size() const;
  void expand_level();
  bool is_expanded() const { return frontier_ != nullptr && frontier_->is_done(); }
  Observations take_seen();
  void begin_next_level();
  void make_ranking();
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

  static constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();

  const SearchParts parts_;
  std::vector<PredicateQuery> queries_;
  std::vector<std::uint32_t> undecided_;
  ThreadPool pool_;
  std::vector<std::unique_ptr<SearchThread>> threads_;
  std::unique_ptr<Frontier> frontier_;  ///< the level at depth_, once it has begun
  std::uint32_t depth_ = 0;
  partial_order::Mode reduction_;  ///< in the level at depth_
  /// The first levels without the reduction, and without guards.
  std::uint32_t reduction_off_at_ = kNever, guards_off_at_ = kNever;
  bool is_resumed_ = false;
  std::unique_ptr<const LearntRanking> ranking_;
  std::uint32_t ranked_from_ = 0;   ///< the first level that was expanded with the ranking
  Observations seen_;               ///< in the level at depth_, up to the last barrier
  std::uint64_t found_before_ = 0;  ///< number of states when the level began
  Coverage earlier_coverage_;       ///< of the search that was resumed
  bool has_start_ = false;
  std::atomic<bool> pause_ = false;  ///< all threads stop at the end of their piece
  std::atomic<bool> store_is_full_ = false, log_is_full_ = false;
  std::atomic<int> stop_ = -1;  ///< a Stop
  double reported_ = 0;
};

}  // namespace pagerace::checker
