// States of any width, in 42 bits each, and not for certain.
#pragma once

#include "checker/store/hash.hpp"
#include "checker/store/lines.hpp"

namespace pagerace::checker {

/// Hash compaction (U. Stern, D. L. Dill, "Improved probabilistic verification by hash compaction", CHARME 1995): a
/// state is known by its hash alone. Quotienting makes 42 bits tell hashes of up to 64 apart, the more the larger the
/// table is. How likely a state was taken for another: checker/store/omission.hpp.
class CompactTable {
 public:
  CompactTable() = default;
  CompactTable(std::uint64_t* words, std::uint64_t lines, std::uint32_t state_words, bool lanes = can_load_lanes())
      : lines_(words, lines, Lines::kMostTries, lanes), unused_(64 - hash_bits(lines)), words_(state_words) {
    further_ = std::uint64_t{1} << Lines::remainder_bits(hash_bits(lines), lines);
  }

  /// As many as leave a slot six bits to say how far from home it is.
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
  unsigned unused_ = 0;  ///< lower bits of the hash
  std::uint32_t words_ = 1;
  std::uint64_t further_ = 1;
};

static_assert(Table<CompactTable>);

}  // namespace pagerace::checker
