// Notices that a search has met one of its bounds.
#pragma once

#include <chrono>
#include <optional>

#include "checker/search/options.hpp"
#include "checker/search/result.hpp"

namespace pagerace::checker {

/// Thrown where a search must end before its time; an engine's sinks have no other way out.
struct Stopped {
  Stop stop;
};

/// The options must outlive it. Its time starts when it is made. met() may be called by many threads at once.
class Limits {
 public:
  explicit Limits(const SearchOptions& options) : options_(options) {}

  /// The bound that a search with so many states has met.
  std::optional<Stop> met(std::uint64_t states) const {
    if (options_.interrupt != nullptr && options_.interrupt->load(std::memory_order_relaxed)) return Stop::Interrupted;
    if (states > options_.max_states) return Stop::MaxStates;
    if (seconds() >= options_.timeout) return Stop::Timeout;
    return std::nullopt;
  }

  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  const SearchOptions& options_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace pagerace::checker
