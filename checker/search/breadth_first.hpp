// A breadth-first search, level by level, on any number of threads.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "checker/execute/engine.hpp"
#include "checker/search/crew.hpp"
#include "checker/search/engine_source.hpp"
#include "checker/search/frontier.hpp"
#include "checker/search/hand.hpp"
#include "checker/search/level_listener.hpp"
#include "checker/search/limits.hpp"
#include "checker/search/questions.hpp"
#include "checker/store/level_log.hpp"
#include "checker/store/visited.hpp"

namespace pagerace::checker {

/// What a search is made of. All must outlive it.
struct SearchParts {
  const system::TransitionSystem& system;
  const SearchOptions& options;
  const Limits& limits;
  std::span<const AskedFormula> questions;
  EngineSource& engines;
  LevelListener& listener;
  LevelLog& log;
  Visited& visited;
};

/// Where a search stands between two levels, or where it had to leave one.
struct Standing {
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint32_t depth = 0;            ///< of the states that are being expanded
  std::vector<LevelLog::Piece> rest;  ///< of these; empty where the level is done
  std::optional<Stop> stop;
};

/// The state that stands for a state.
using Canonicaliser = std::function<const Word*(const Word*)>;

/// Threads take pieces of a level in order. Between levels, and where the store is full, they all stop; then the store
/// grows, refilled from the log. A piece that met a full store is expanded again. Counts, and what the listener hears,
/// do not depend on the number of threads. Throws what an engine throws: std::logic_error where pagerace is at fault.
class BreadthFirstSearch {
 public:
  explicit BreadthFirstSearch(const SearchParts& parts);

  /// Adds the initial states, or takes up a search whose states the log already holds.
  void start(const Canonicaliser& canonical);
  void resume(const Standing& standing);

  /// Until all is explored or a bound is met. `between` is called where nobody works: after each level, and where the
  /// search stops.
  Stop run(const std::function<void(const Standing&)>& between);

  std::uint64_t states() const;
  std::uint64_t transitions() const;
  bool met_end() const;  ///< an end was found while something was still to be asked
  Coverage coverage() const;

 private:
  enum class Pause { No, NeedsRoom, Stop };

  bool add_starts(InterpreterEngine& engine, const Canonicaliser& canonical);
  std::uint32_t piece_size() const;
  void expand_level();
  void work(Hand& hand, bool reports);
  void pause(Pause why) { pause_.store(why, std::memory_order_relaxed); }
  void stop(Stop why);
  bool grow();
  bool refill();
  void look_around();
  Sightings gather();
  Standing standing() const;

  const SearchParts parts_;
  std::vector<Question> questions_;
  std::vector<std::uint32_t> open_;
  Crew crew_;
  std::vector<std::unique_ptr<Hand>> hands_;
  std::unique_ptr<Frontier> frontier_;  ///< of the level at depth_, while it is not done
  std::uint32_t depth_ = 0;
  std::uint64_t found_before_ = 0;  ///< states, when the level was begun
  Coverage starts_coverage_;
  bool has_start_ = false;
  std::atomic<Pause> pause_ = Pause::No;
  std::atomic<int> stop_ = -1;  ///< a Stop
  double reported_ = 0;
};

}  // namespace pagerace::checker
