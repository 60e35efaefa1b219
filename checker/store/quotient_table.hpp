// States of one word, in 4 to 8 bytes each.
#pragma once

#include "checker/store/hash.hpp"
#include "checker/store/lines.hpp"

namespace pagerace::checker {

/// A bijection of the numbers of a state's width scrambles the state. The place of a slot gives the upper bits of the
/// result, so only the lower ones are stored. Slots have 64, 42 or 32 bits: the shortest that suffice for states of
/// this width in a table of this size, see Lines and shape_for().
///
/// bench/store/tables.cpp, million inserts a second on one core, of which one in eight is new, at 40 % and 80 % load:
/// see the comment there.
class QuotientTable {
 public:
  QuotientTable() = default;
  /// For states whose bits above the lower `bits` are zero. `per_line`: 8, 12 or 16 slots.
  QuotientTable(std::uint64_t* words, std::uint64_t lines, unsigned per_line, unsigned bits,
                bool lanes = can_load_lanes())
      : lines_(words, lines, Lines::tries_with(Lines::displacement_bits(at_least_one(bits), lines, per_line)), lanes),
        scramble_(at_least_one(bits)),
        per_line_(per_line),
        unused_(64 - at_least_one(bits)) {
    const unsigned remainder = Lines::remainder_bits(64 - unused_, lines);
    further_ = remainder < 64 ? std::uint64_t{1} << remainder : 0;
  }

  /// The upper bits are the scrambled state, the others are zero.
  std::uint64_t hash(const Word* state) const { return hash_of(*state); }
  std::uint64_t hash_of(std::uint64_t number) const { return scramble_(number) << unused_; }
  void prefetch(std::uint64_t hash) const { lines_.prefetch(hash); }
  Insert insert(const Word*, std::uint64_t hash) { return add(hash); }

  /// The number of the slot that holds the state with this hash, below slots(); Lines::kNone if none does.
  std::uint64_t find(const Word*, std::uint64_t hash) const {
    const std::uint64_t slot = slot_of(hash);
    switch (per_line_) {
      case Slots64::kPerLine:
        return lines_.find<Slots64>(hash, slot, further_);
      case Slots42::kPerLine:
        return lines_.find<Slots42>(hash, slot, further_);
      default:
        return lines_.find<Slots32>(hash, slot, further_);
    }
  }
  std::uint64_t slots() const { return lines_.count() * per_line_; }

  Insert add(std::uint64_t hash) const {
    const std::uint64_t slot = slot_of(hash);
    switch (per_line_) {
      case Slots64::kPerLine:
        return lines_.add<Slots64>(hash, slot, further_);
      case Slots42::kPerLine:
        return lines_.add<Slots42>(hash, slot, further_);
      default:
        return lines_.add<Slots32>(hash, slot, further_);
    }
  }

 private:
  std::uint64_t slot_of(std::uint64_t hash) const { return (hash >> unused_ & (further_ - 1)) + further_; }
  static constexpr unsigned at_least_one(unsigned bits) { return bits == 0 ? 1 : bits; }

  Lines lines_;
  Scramble scramble_;
  unsigned per_line_ = Slots64::kPerLine;
  unsigned unused_ = 0;        ///< upper bits of a word that are always zero
  std::uint64_t further_ = 1;  ///< added for each line further from home; the bits below it are the remainder
};

static_assert(Table<QuotientTable>);

}  // namespace pagerace::checker
