// Memory for tables.
#pragma once

#include <cstdint>
#include <memory>

#include "checker/store/budget.hpp"

namespace pagerace::checker {

/// Zeroed memory that the kernel provides where it is touched, accounted whole before it is taken.
class Region {
 public:
  explicit Region(std::shared_ptr<Budget> budget) : budget_(std::move(budget)) {}
  ~Region() { clear(); }
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;

  /// Gives up what there was, and has so many zeroed bytes instead. False where budget or kernel do not have them, and
  /// all is as it was. Of both, only the larger is accounted at any time, and only the new is touched from then on.
  /// `dense`: much of it will be touched, so that large pages pay.
  [[nodiscard]] bool replace(std::uint64_t bytes, bool dense);
  void clear();

  std::uint64_t* words() const { return words_; }  ///< starts a page
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::shared_ptr<Budget> budget_;
  std::uint64_t* words_ = nullptr;
  std::uint64_t bytes_ = 0;
  void* mapping_ = nullptr;
  std::uint64_t mapped_ = 0;  ///< bytes; more than bytes_ where words_ was moved to a large page's start
};

}  // namespace pagerace::checker
