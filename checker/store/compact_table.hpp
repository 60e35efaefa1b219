// States of any width in 42 bits each; the store is not exact.
#pragma once

#include "checker/store/hash.hpp"
#include "checker/store/lines.hpp"

namespace pagerace::checker {

/// Hash compaction (U. Stern, D. L. Dill, "Improved probabilistic verification by hash compaction", CHARME 1995): only
/// the hash of a state is stored. With quotienting, 42 bits can distinguish hashes of up to 64 bits; the larger the
/// table, the longer the hashes. checker/store/omission.hpp says how likely a state was taken for another.
class CompactTable {
 public:
  CompactTable() = default;
  CompactTable(std::uint64_t* words, std::uint64_t lines, std::uint32_t state_words, bool lanes = can_load_lanes())
      : lines_(words, lines, Lines::kMostTries, lanes), unused_(64 - hash_bits(lines)), words_(state_words) {
    further_ = std::uint64_t{1} << Lines::remainder_bits(hash_bits(lines), lines);
  }

  /// As many bits as leave six bits in a slot for its distance from home.
  static constexpr unsigned hash_bits(std::uint64_t lines) {
    const unsigned bits = Slots42::kWidth - 6 + log2_of(lines);
    return bits < 64 ? bits : 64;
  }

  std::uint64_t hash(const Word* state) const { return hash_state(state, words_) >> unused_ << unused_; }
  void prefetch(std::uint64_t hash) const { lines_.prefetch(hash); }
  Insert insert(const Word*, std::uint64_t hash) {
    const std::uint64_t slot = (hash >> unused_ & (further_ - 1)) + further_;
    return lines_.add<Slots42>(hash, slot, further_);
  }

 private:
  Lines lines_;
  unsigned unused_ = 0;  ///< lower bits of the hash that are not used
  std::uint32_t words_ = 1;
  std::uint64_t further_ = 1;
};

static_assert(Table<CompactTable>);

}  // namespace pagerace::checker
