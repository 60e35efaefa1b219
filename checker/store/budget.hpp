// How much memory a search may take.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <limits>
#include <new>

namespace pagerace::checker {

/// The bytes that a log and a store may use together. The budget runs out before any memory is touched, so a limit and
/// a machine that is really full are handled in one place. Safe for use by many threads: it is never overdrawn.
class Budget {
 public:
  static constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();

  explicit Budget(std::uint64_t limit = kUnlimited) : limit_(limit) {}

  /// Returns false and takes nothing if too little is left.
  [[nodiscard]] bool try_take(std::uint64_t bytes) {
    std::uint64_t used = used_.load(std::memory_order_relaxed);
    do {
      if (bytes > limit_ - used) return false;
    } while (!used_.compare_exchange_weak(used, used + bytes, std::memory_order_relaxed));
    return true;
  }
  void take(std::uint64_t bytes) {
    if (!try_take(bytes)) throw std::bad_alloc();
  }
  bool allows(std::uint64_t bytes) const { return bytes <= limit_ - used(); }
  void release(std::uint64_t bytes) {
    std::uint64_t used = used_.load(std::memory_order_relaxed);
    while (!used_.compare_exchange_weak(used, used - std::min(bytes, used), std::memory_order_relaxed)) {
    }
  }
  std::uint64_t used() const { return used_.load(std::memory_order_relaxed); }
  std::uint64_t limit() const { return limit_; }

 private:
  const std::uint64_t limit_;
  std::atomic<std::uint64_t> used_ = 0;
};

}  // namespace pagerace::checker
