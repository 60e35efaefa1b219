// Memory for tables.
#pragma once

#include <cstdint>
#include <memory>

#include "checker/store/budget.hpp"

namespace pagerace::checker {

/// Zeroed memory. The kernel provides it when it is touched, but the budget counts all of it before it is taken.
class Region {
 public:
  explicit Region(std::shared_ptr<Budget> budget) : budget_(std::move(budget)) {}
  ~Region() { clear(); }
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;

  /// Frees the old memory and gets `bytes` zeroed bytes instead. Returns false and changes nothing if the budget or the
  /// kernel does not have them. Only the larger of both is counted at any time, and only the new one is touched from
  /// then on. `dense`: much of it will be touched, so large pages are worthwhile.
  [[nodiscard]] bool replace(std::uint64_t bytes, bool dense);
  void clear();

  std::uint64_t* words() const { return words_; }  ///< aligned to a page
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::shared_ptr<Budget> budget_;
  std::uint64_t* words_ = nullptr;
  std::uint64_t bytes_ = 0;
  void* mapping_ = nullptr;
  std::uint64_t mapped_ = 0;  ///< bytes; more than bytes_ if words_ was moved to the start of a large page
};

}  // namespace pagerace::checker
