// The bounds of a search, and the progress that it reports while it runs.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>

#include "checker/store/budget.hpp"
#include "checker/store/kind.hpp"

namespace pagerace::checker {

/// A member that is 0 or empty is not shown.
struct Progress {
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint32_t depth = 0;       ///< depth of the states that are being expanded
  std::uint64_t level = 0;       ///< number of states at this depth
  std::uint64_t level_left = 0;  ///< states at this depth that are not yet expanded
  std::uint64_t frontier = 0;    ///< states found but not yet expanded, at this depth and the next
  double seconds = 0;
  std::uint64_t memory = 0;  ///< bytes used by store and log
  std::uint64_t memory_limit = 0;
  std::uint64_t spilled = 0;  ///< bytes of the log that are on disk instead
  std::uint32_t threads = 1;
  std::string engine;      ///< the engine that expands states now
  std::string reductions;  ///< what they have saved, in a few words
};

/// Auto: the interpreter begins, and native code takes over as soon as it is compiled.
enum class EngineChoice : std::uint8_t { Interpret, Native, Auto };

/// By default only the machine's memory bounds the search. A search that meets a bound ends at the next step and says
/// which bound it was.
struct SearchOptions {
  std::uint64_t max_states = std::numeric_limits<std::uint64_t>::max();  ///< the search stops once there are more
  std::uint32_t max_depth = std::numeric_limits<std::uint32_t>::max();   ///< states at this depth are not expanded
  double timeout = std::numeric_limits<double>::infinity();              ///< seconds
  std::uint64_t memory = Budget::kUnlimited;  ///< bytes that the process may use; at most what is free
  std::uint32_t threads = 1;
  EngineChoice engine = EngineChoice::Interpret;
  StoreKind store = StoreKind::Exact;
  bool symmetry = false;
  bool partial_order = false;
  /// Reductions take time to find, and readers must undo them, so a space of at most this many states is searched
  /// without any. Applies only if some reduction is requested and the store is exact.
  std::uint64_t whole_first = 0;
  /// A search with fewer states goes through all of them again to find out where executions end. A larger one ranks
  /// them on the way (checker/search/learn_ranking.hpp), which takes about as long as to search so many.
  std::uint64_t rank_from = std::uint64_t{1} << 14;
  bool stop_at_first = false;                     ///< after the first violation of any property
  const std::atomic<bool>* interrupt = nullptr;   ///< for example, set by a signal handler
  std::function<void(const Progress&)> progress;  ///< called at most twice a second
};

}  // namespace pagerace::checker
