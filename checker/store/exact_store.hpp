// The set of visited states, for states of any width: a table of places in the log.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

#include "checker/store/hash.hpp"
#include "checker/store/store.hpp"

namespace pagerace::checker {

/// Open addressing with linear probing. A slot is the place of a state in the log beside some bits of its hash, so a
/// probe that meets another state nearly never reads the log. Exact: states are compared in full.
///
/// Throws std::bad_alloc where the table cannot grow; the log is then whole, the store is of no more use. Not
/// thread-safe.
class ExactStore {
 public:
  explicit ExactStore(Log& log, std::shared_ptr<Budget> budget = std::make_shared<Budget>())
      : log_(log), budget_(std::move(budget)) {}
  ~ExactStore() { budget_->release(bytes()); }
  ExactStore(const ExactStore&) = delete;
  ExactStore& operator=(const ExactStore&) = delete;

  /// `state` must not stand in the log already, other than by this store.
  Inserted insert(const Word* state) {
    if (is_crowded(6)) make_room();
    const std::uint64_t hash = hash_state(state, log_.words());
    Slot& slot = slots_.get()[probe(state, hash)];
    if (slot != kEmpty) return {index_of(slot), false};
    const Log::Index index = log_.append(state);
    slot = make_slot(hash, index);
    return {index, true};
  }

  std::optional<Log::Index> find(const Word* state) const {
    if (capacity_ == 0) return std::nullopt;
    const Slot slot = slots_.get()[probe(state, hash_state(state, log_.words()))];
    return slot == kEmpty ? std::nullopt : std::optional(index_of(slot));
  }

  std::uint64_t size() const { return log_.size(); }
  std::uint64_t bytes() const { return capacity_ * sizeof(Slot); }

 private:
  using Slot = std::uint64_t;
  static constexpr Slot kEmpty = 0;
  static constexpr unsigned kIndexBits = 40;
  static constexpr Slot kIndexMask = (Slot{1} << kIndexBits) - 1;
  static constexpr std::uint64_t kFirstCapacity = 64;

  struct Free {
    void operator()(Slot* slots) const { std::free(slots); }
  };

  static Slot make_slot(std::uint64_t hash, Log::Index index) { return (hash & ~kIndexMask) | (index + 1); }
  static Log::Index index_of(Slot slot) { return (slot & kIndexMask) - 1; }

  bool equal(const Word* state, Log::Index index) const {
    const Word* other = log_[index];
    for (std::uint32_t i = 0; i < log_.words(); ++i) {
      if (state[i] != other[i]) return false;
    }
    return true;
  }

  /// The slot that holds the state, or the empty one where it belongs. There always is one: the load stays below 0.9,
  /// and nearly always below 0.6.
  std::uint64_t probe(const Word* state, std::uint64_t hash) const {
    for (std::uint64_t at = hash & (capacity_ - 1);; at = (at + 1) & (capacity_ - 1)) {
      const Slot slot = slots_.get()[at];
      if (slot == kEmpty) return at;
      if (((slot ^ hash) & ~kIndexMask) == 0 && equal(state, index_of(slot))) return at;
    }
  }

  bool is_crowded(unsigned tenths) const { return (log_.size() + 1) * 10 > capacity_ * tenths; }

  /// Where the budget has no room for a larger table, this one serves on, slower, until it is nearly full.
  void make_room() {
    const std::uint64_t capacity = capacity_ == 0 ? kFirstCapacity : capacity_ * 2;
    const bool possible = log_.size() < kIndexMask / 2 && budget_->allows((capacity - capacity_) * sizeof(Slot));
    if (possible) return grow(capacity);
    if (is_crowded(9)) throw std::bad_alloc();
  }

  /// Refilled from the log, so the old table is dropped before the new one is made: the peak is the new table alone.
  void grow(std::uint64_t capacity) {
    budget_->take((capacity - capacity_) * sizeof(Slot));
    capacity_ = capacity;
    slots_.reset();
    slots_.reset(static_cast<Slot*>(std::calloc(capacity, sizeof(Slot))));
    if (slots_ == nullptr) throw std::bad_alloc();
    for (Log::Index index = 0; index < log_.size(); ++index) {
      const std::uint64_t hash = hash_state(log_[index], log_.words());
      std::uint64_t at = hash & (capacity - 1);
      while (slots_.get()[at] != kEmpty) at = (at + 1) & (capacity - 1);
      slots_.get()[at] = make_slot(hash, index);
    }
  }

  Log& log_;
  std::shared_ptr<Budget> budget_;
  std::unique_ptr<Slot[], Free> slots_;
  std::uint64_t capacity_ = 0;
};

static_assert(Store<ExactStore>);

}  // namespace pagerace::checker
