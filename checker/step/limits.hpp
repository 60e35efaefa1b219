// Notices that a search has met one of its bounds.
#pragma once

#include <chrono>
#include <optional>

#include "checker/step/options.hpp"
#include "checker/step/result.hpp"

namespace pagerace::checker {

/// Thrown if a search must end early and an engine's sink has no other way to end it.
struct Stopped {
  Stop stop;
};

/// The options must outlive it. Its time starts at construction, or when that of `began_with` started. Many threads may
/// call met() at once.
class Limits {
 public:
  explicit Limits(const SearchOptions& options) : options_(options) {}
  Limits(const SearchOptions& options, const Limits& began_with) : options_(options), start_(began_with.start_) {}

  /// The bound, if any, that a search with this many states has met.
  std::optional<Stop> met(std::uint64_t states) const {
    if (options_.interrupt != nullptr && options_.interrupt->load(std::memory_order_relaxed)) return Stop::Interrupted;
    if (states > options_.max_states) return Stop::MaxStates;
    if (seconds() >= options_.timeout) return Stop::Timeout;
    return std::nullopt;
  }

  /// For code that cannot return early: throws Stopped if a bound is met.
  void check(std::uint64_t states = 0) const {
    if (const auto bound = met(states)) throw Stopped{*bound};
  }

  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  const SearchOptions& options_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace pagerace::checker
