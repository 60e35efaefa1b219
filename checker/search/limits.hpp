// Notices that a search has met one of its bounds.
#pragma once

#include <chrono>
#include <optional>

#include "checker/search/options.hpp"
#include "checker/search/result.hpp"

namespace pagerace::checker {

/// Thrown where a search must end before its time; the engine's sinks have no other way out.
struct Stopped {
  Stop stop;
};

/// Asked at each step, so cheap: the clock is read once in a while. The options must outlive it. Its time starts when
/// it is made.
class Limits {
 public:
  explicit Limits(const SearchOptions& options) : options_(options) {}

  /// Throws Stopped where a bound is met.
  void check(const Progress& now) {
    if (options_.interrupt != nullptr && options_.interrupt->load(std::memory_order_relaxed)) {
      throw Stopped{Stop::Interrupted};
    }
    if (now.states > options_.max_states) throw Stopped{Stop::MaxStates};
    if (calls_++ % kCallsBetweenLooks == 0) look_at_clock(now);
  }

  /// The same, before a state at this depth is expanded.
  void check_depth(std::uint32_t depth) const {
    if (depth >= options_.max_depth) throw Stopped{Stop::MaxDepth};
  }

  /// The bound that a search with so many states has met. May be asked by many threads at once.
  std::optional<Stop> met(std::uint64_t states) const {
    if (options_.interrupt != nullptr && options_.interrupt->load(std::memory_order_relaxed)) return Stop::Interrupted;
    if (states > options_.max_states) return Stop::MaxStates;
    if (seconds() >= options_.timeout) return Stop::Timeout;
    return std::nullopt;
  }

  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  static constexpr std::uint64_t kCallsBetweenLooks = 256;
  static constexpr double kSecondsBetweenReports = 0.5;

  void look_at_clock(Progress now) {
    now.seconds = seconds();
    if (now.seconds >= options_.timeout) throw Stopped{Stop::Timeout};
    if (options_.progress && now.seconds - reported_ >= kSecondsBetweenReports) {
      reported_ = now.seconds;
      options_.progress(now);
    }
  }

  const SearchOptions& options_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::uint64_t calls_ = 0;
  double reported_ = 0;
};

}  // namespace pagerace::checker
