// One thread of the search, with everything that it alone uses.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "checker/step/expander.hpp"
#include "checker/step/observations.hpp"
#include "checker/store/level_log.hpp"

namespace pagerace::checker {

/// It cannot be moved, because its worker calls back into it. While a level is expanded, only its own thread uses it,
/// except for the atomic members.
class alignas(64) SearchThread {
 public:
  /// Writes to the strand with this number if the log has it, otherwise to a new one.
  SearchThread(const system::TransitionSystem& system, LevelLog& log, std::size_t queries, unsigned number);
  SearchThread(const SearchThread&) = delete;
  SearchThread& operator=(const SearchThread&) = delete;

  /// Called before a level is expanded.
  void set_queries(const PredicateQuery* queries, const std::vector<std::uint32_t>& undecided);
  /// Replaces the expander between two chunks.
  void use(std::unique_ptr<Expander> expander, std::uint32_t generation);
  bool is_of(std::uint32_t generation) const { return expander_ != nullptr && generation_ == generation; }

  /// Which bound is met if this thread has found so many states since it last told their number. It is asked in the
  /// middle of steps that take long.
  using Bound = std::function<std::optional<Stop>(std::uint64_t untold)>;
  void stop_at(Bound bound) { bound_ = std::move(bound); }
  /// The bound for which the last start() or expand() was given up.
  std::optional<Stop> stopped_by() const { return stopped_by_; }

  /// See pagerace::checker::add_starts.
  bool start(const StartListener& listener);
  /// See pagerace::checker::expand.
  bool expand(const LevelLog::Piece& piece);

  /// Tells the log how much was written. Call it when no thread writes.
  void flush_log() { log_.written(strand_, worker_.out); }

  LevelLog::Reader& reader() { return reader_; }
  Worker& worker() { return worker_; }
  const Worker& worker() const { return worker_; }
  Observations& observations() { return observations_; }
  bool log_is_full() const { return log_is_full_; }  ///< so the last piece could not be finished
  /// The states that do not descend, one after the other; a state may be there twice. Null if there were very many.
  const std::vector<Word>* not_descending() const { return has_too_many_ ? nullptr : &not_descending_; }
  Coverage coverage() const;

  /// Counts at the end of the last chunk, for other threads to read.
  std::uint64_t states() const { return states_.load(std::memory_order_relaxed); }
  std::uint64_t transitions() const { return transitions_.load(std::memory_order_relaxed); }
  void publish();

 private:
  void note_not_descending(const Word* state);

  LevelLog& log_;
  unsigned strand_;
  LevelLog::Reader reader_;
  Worker worker_;
  Observations observations_;
  std::unique_ptr<Expander> expander_;
  std::uint32_t generation_ = 0;
  Coverage earlier_;  ///< of expanders that have been replaced
  bool log_is_full_ = false;
  Bound bound_;
  std::optional<Stop> stopped_by_;
  std::vector<std::uint32_t> of_states_, of_steps_;  ///< the undecided queries
  std::vector<Word> not_descending_;
  bool has_too_many_ = false;  ///< states that do not descend
  std::atomic<std::uint64_t> states_ = 0, transitions_ = 0;
};

}  // namespace pagerace::checker
