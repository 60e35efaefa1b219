// A thread of the search, with everything that is its own.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "checker/step/expander.hpp"
#include "checker/step/observations.hpp"
#include "checker/store/level_log.hpp"

namespace pagerace::checker {

/// Its worker calls back into it, so it stays where it is. Only its own thread uses it while a level is expanded,
/// except for what is atomic.
class alignas(64) SearchThread {
 public:
  /// Writes to the strand of its number where the log has it, else to a new one.
  SearchThread(const system::TransitionSystem& system, LevelLog& log, std::size_t queries, unsigned number);
  SearchThread(const SearchThread&) = delete;
  SearchThread& operator=(const SearchThread&) = delete;

  /// Before a level is expanded.
  void set_queries(const PredicateQuery* queries, const std::vector<std::uint32_t>& undecided);
  /// Takes over, between two chunks.
  void use(std::unique_ptr<Expander> expander, std::uint32_t generation);
  bool is_of(std::uint32_t generation) const { return expander_ != nullptr && generation_ == generation; }

  /// As pagerace::checker::add_starts.
  bool start(const StartListener& listener);
  /// As pagerace::checker::expand.
  bool expand(const LevelLog::Piece& piece);

  /// Tells the log how much was written. When no thread writes.
  void flush_log() { log_.written(strand_, worker_.out); }

  LevelLog::Reader& reader() { return reader_; }
  Worker& worker() { return worker_; }
  const Worker& worker() const { return worker_; }
  Observations& observations() { return observations_; }
  bool log_is_full() const { return log_is_full_; }  ///< which kept it from the last piece
  Coverage coverage() const;

  /// As of the last chunk, for other threads to read.
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
  Coverage earlier_;  ///< of expanders that were replaced
  bool log_is_full_ = false;
  std::atomic<std::uint64_t> states_ = 0, transitions_ = 0;
};

}  // namespace pagerace::checker
