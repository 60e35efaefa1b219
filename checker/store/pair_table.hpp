// A table of states of two words, in 8 or 16 bytes each. It can also number pairs of words.
#pragma once

#include "checker/store/hash.hpp"
#include "checker/store/lines.hpp"

namespace pagerace::checker {

/// Works like QuotientTable. A state is stored as a 64-bit hash beside its second word, and the two determine the first
/// word: for each second word, the hash is a bijection of the first. Slots have 127 bits, or 64 if the second word is
/// short and the table large.
class PairTable {
 public:
  PairTable() = default;
  /// `second_bits`: the bits of the second word that can be set, counted from the lowest. `per_line`: 4 or 8 slots.
  PairTable(std::uint64_t* words, std::uint64_t lines, unsigned per_line, unsigned second_bits,
            bool lanes = can_load_lanes())
      : lines_(words, lines, Lines::tries_with(Lines::displacement_bits(64 + second_bits, lines, per_line)), lanes),
        per_line_(per_line),
        second_bits_(second_bits) {
    const unsigned remainder = Lines::remainder_bits(64, lines);
    remainder_mask_ = remainder == 0 ? 0 : ~std::uint64_t{0} >> (64 - remainder);
    further_ = remainder + second_bits < 128 ? Long{1} << (remainder + second_bits) : 0;
  }

  std::uint64_t hash(const Word* state) const { return mix(state[0] ^ mix(state[1])); }
  void prefetch(std::uint64_t hash) const { lines_.prefetch(hash); }
  /// The number of the slot that holds the state, below slots(); Lines::kNone if none does.
  std::uint64_t find(const Word* state, std::uint64_t hash) const {
    const Long slot = slot_of(state, hash);
    if (per_line_ == Slots127::kPerLine) return lines_.find<Slots127>(hash, slot, further_);
    return lines_.find<Slots64>(hash, static_cast<std::uint64_t>(slot), static_cast<std::uint64_t>(further_));
  }
  Insert insert(const Word* state, std::uint64_t hash) {
    const Long slot = slot_of(state, hash);
    if (per_line_ == Slots127::kPerLine) return lines_.add<Slots127>(hash, slot, further_);
    return lines_.add<Slots64>(hash, static_cast<std::uint64_t>(slot), static_cast<std::uint64_t>(further_));
  }

  /// A number below slots(), always the same for the same words; Lines::kNone if the words have none yet and there is
  /// no room. Only for slots of 127 bits and second words of 64.
  std::uint64_t number_of(Word first, Word second) const {
    const std::uint64_t hash = mix(first ^ mix(second));
    const Long slot = (further_ | Long{hash & remainder_mask_} << 64) | second;
    return lines_.find_or_add<Slots127>(hash, slot, further_);
  }
  std::uint64_t slots() const { return lines_.count() * per_line_; }

 private:
  using Long = unsigned __int128;
  Long slot_of(const Word* state, std::uint64_t hash) const {
    return further_ | Long{hash & remainder_mask_} << second_bits_ | state[1];
  }

  Lines lines_;
  unsigned per_line_ = Slots127::kPerLine;
  unsigned second_bits_ = 64;
  std::uint64_t remainder_mask_ = 0;  ///< the bits of the hash that are stored
  Long further_ = 0;                  ///< added for each line further from home
};

static_assert(Table<PairTable>);

}  // namespace pagerace::checker
