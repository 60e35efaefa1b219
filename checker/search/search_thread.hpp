// One thread of the search, with everything that it alone uses.
#pragma once

#include <atomic>
#include <memory>
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
  Coverage coverage() const;

  /// Counts at the end of the last chunk, for other threads to read.
  std::uint64_t states() const { return states_.load(std::memory_order_relaxed); }
  std::uint64_t transitions() const { return transitions_.load(std::memory_order_relaxed); }
  void publish();

 private:
  LevelLog& log_;
  unsigned strand_;
  LevelLog::Reader reader_;
  Worker worker_;
  Observations observations_;
  std::unique_ptr<Expander> expander_;
  std::uint32_t generation_ = 0;
  Coverage earlier_;  ///< of expanders that have been replaced
  bool log_is_full_ = false;
  std::atomic<std::uint64_t> states_ = 0, transitions_ = 0;
};

}  // namespace pagerace::checker
