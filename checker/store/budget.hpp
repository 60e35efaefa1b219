// How much memory a search may take.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <new>

namespace pagerace::checker {

/// Bytes that a log and a store may hold together. Running out is std::bad_alloc, thrown before anything is touched, so
/// that a limit and a machine that really is full are met in one place. Not thread-safe.
class Budget {
 public:
  static constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();

  explicit Budget(std::uint64_t limit = kUnlimited) : limit_(limit) {}

  void take(std::uint64_t bytes) {
    if (!allows(bytes)) throw std::bad_alloc();
    used_ += bytes;
  }
  bool allows(std::uint64_t bytes) const { return bytes <= limit_ - used_; }
  void release(std::uint64_t bytes) { used_ -= std::min(bytes, used_); }
  std::uint64_t used() const { return used_; }

 private:
  std::uint64_t limit_;
  std::uint64_t used_ = 0;
};

}  // namespace pagerace::checker
