// A set of 64-bit words, each in a slot of its own.
#pragma once

#include "checker/store/hash.hpp"
#include "checker/store/lines.hpp"

namespace pagerace::checker {

/// The plainest table of states of one word; QuotientTable holds the same in fewer bytes. It also numbers words, which
/// is what TreeTable needs it for. Use it as one or the other.
class WordTable {
 public:
  /// Bytes of memory that it takes: one line more, for whether the word 0 is there.
  static constexpr std::uint64_t bytes(std::uint64_t lines) { return (lines + 1) * kLineWords * sizeof(Word); }

  WordTable() = default;
  WordTable(std::uint64_t* words, std::uint64_t lines, bool lanes = can_load_lanes())
      : lines_(words, lines, Lines::kMostTries, lanes) {}

  std::uint64_t hash(const Word* state) const { return mix(*state); }
  void prefetch(std::uint64_t hash) const { lines_.prefetch(hash); }
  Insert insert(const Word* state, std::uint64_t hash) {
    if (*state == 0) return insert_zero();
    return lines_.add<Slots64>(hash, *state, 0);
  }

  /// A number from 0 to slots(), the same for the same word; kNone where there is no room for a word that has none yet.
  std::uint64_t number_of(Word word) const {
    if (word == 0) return 0;
    const std::uint64_t slot = lines_.find_or_add(mix(word), word);
    return slot == 0 ? kNone : slot;
  }
  std::uint64_t slots() const { return lines_.count() * Slots64::kPerLine; }

  static constexpr std::uint64_t kNone = ~std::uint64_t{0};

 private:
  Insert insert_zero() {
    if (lines_.count() == 0) return Insert::Full;
    return replace(lines_.line(lines_.count()), 0, 1) ? Insert::New : Insert::Known;
  }

  Lines lines_;
};

static_assert(Table<WordTable>);

}  // namespace pagerace::checker
