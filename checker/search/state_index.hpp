// Numbers states in the order in which they are added.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "checker/store/hash.hpp"

namespace pagerace::checker {

/// A hash table with open addressing. Not thread-safe.
class StateIndex {
 public:
  static constexpr std::uint64_t kNone = ~std::uint64_t{0};

  explicit StateIndex(std::uint32_t words) : words_(words), slots_(kFirstSlots) {}

  std::uint64_t find(const Word* state) const { return slots_[slot_of(state)] - 1; }  ///< kNone if it is not there
  /// The number of the state, which is size() - 1 if it is new.
  std::uint64_t add(const Word* state) {
    std::uint64_t& place = slots_[slot_of(state)];
    if (place != 0) return place - 1;
    place = ++size_;
    states_.insert(states_.end(), state, state + words_);
    if (2 * size_ > slots_.size()) grow();
    return size_ - 1;
  }
  bool empty() const { return size_ == 0; }
  std::uint64_t size() const { return size_; }
  std::uint64_t bytes() const { return (states_.capacity() + slots_.capacity()) * sizeof(std::uint64_t); }
  /// Valid until a state is added.
  const Word* operator[](std::uint64_t number) const { return states_.data() + number * words_; }

 private:
  static constexpr std::size_t kFirstSlots = 64;  // a power of two; most are small, and there may be many

  /// The slot that holds the state, or the slot to put it in.
  std::size_t slot_of(const Word* state) const {
    for (std::size_t at = hash_state(state, words_);; ++at) {
      at &= slots_.size() - 1;
      if (slots_[at] == 0 || std::equal(state, state + words_, (*this)[slots_[at] - 1])) return at;
    }
  }
  void grow() {
    slots_.assign(2 * slots_.size(), 0);
    for (std::uint64_t i = 0; i < size_; ++i) slots_[slot_of((*this)[i])] = i + 1;
  }

  std::uint32_t words_;
  std::uint64_t size_ = 0;
  std::vector<Word> states_;
  std::vector<std::uint64_t> slots_;  ///< the state's number plus one; 0 if the slot is empty
};

}  // namespace pagerace::checker
