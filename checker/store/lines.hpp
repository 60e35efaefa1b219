// A hash table's way from line to line, the same for every kind of slot.
#pragma once

#include "checker/store/slots.hpp"

namespace pagerace::checker {

/// The highest power of two that is not above `number`, as an exponent.
constexpr unsigned log2_of(std::uint64_t number) { return number == 0 ? 0 : 63 - __builtin_clzll(number); }

constexpr unsigned width_of_slots(unsigned per_line) {
  switch (per_line) {
    case Slots32::kPerLine:
      return Slots32::kWidth;
    case Slots42::kPerLine:
      return Slots42::kWidth;
    case Slots64::kPerLine:
      return Slots64::kWidth;
    default:
      return Slots127::kWidth;
  }
}

/// Lines of the cache, as many as it may be: not only powers of two. A number's *home* is the share of the hash in all
/// hashes; from there on each next line is one further away than the last, which leaves fewer heaps of full lines than
/// going straight on.
///
/// What is stored in a slot need not be all of a number. Numbers of one home lie in an interval, so that their lowest
/// bits, the *remainder*, tell them apart; and how many lines from home a slot was found is stored beside it, from 1,
/// so that no slot that is filled is 0. A table is exact all the same, and a slot is the shorter the larger the table
/// is (Cleary's quotienting: "Compact hash tables using bidirectional linear probing", IEEE Trans. Computers 33(9),
/// 1984, where displacements are told by moving slots about; storing them makes do without moving, and so without
/// locks).
class Lines {
 public:
  static constexpr unsigned kMostTries = 63;

  Lines() = default;
  /// `words`: zeroed, 64 bytes aligned. `tries`: lines that are looked at before the table is called full.
  Lines(std::uint64_t* words, std::uint64_t count, unsigned tries, bool lanes)
      : words_(words), count_(count), tries_(tries < kMostTries ? tries : kMostTries), lanes_(lanes) {}

  /// Bits that a remainder takes if numbers have so many.
  static constexpr unsigned remainder_bits(unsigned bits, std::uint64_t lines) {
    return bits > log2_of(lines) ? bits - log2_of(lines) : 0;
  }
  /// Bits that are left in a slot to say how far from home it is; 0 if numbers do not fit.
  static constexpr unsigned displacement_bits(unsigned bits, std::uint64_t lines, unsigned per_line) {
    const unsigned width = width_of_slots(per_line), remainder = remainder_bits(bits, lines);
    return width > remainder ? width - remainder : 0;
  }
  /// How many lines can be told from one another with so many bits.
  static constexpr unsigned tries_with(unsigned displacement_bits) {
    return displacement_bits < 6 ? (1u << displacement_bits) - 1 : kMostTries;
  }

  std::uint64_t home(std::uint64_t hash) const {
    return static_cast<std::uint64_t>(static_cast<unsigned __int128>(hash) * count_ >> 64);
  }
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(line(home(hash)), 1); }

  /// `slot`: as it would stand in its home line. `further`: what is added to it for each further line.
  template <class Slots>
  Insert add(std::uint64_t hash, typename Slots::Slot slot, typename Slots::Slot further) const {
    std::uint64_t at = home(hash);
    for (std::uint64_t tried = 0; tried < tries_;) {
      if (lanes_ ? Slots::template holds<true>(line(at), slot) : Slots::template holds<false>(line(at), slot)) {
        return Insert::Known;
      }
      const Insert added = Slots::add(line(at), slot);
      if (added != Insert::Full) return added;
      slot += further;
      at = step(at, ++tried);
    }
    return Insert::Full;
  }

  /// Number of the slot, from 0, that holds this, from now on if not before; kNone if there is no room for it.
  template <class Slots>
  std::uint64_t find_or_add(std::uint64_t hash, typename Slots::Slot slot, typename Slots::Slot further) const {
    std::uint64_t at = home(hash);
    for (std::uint64_t tried = 0; tried < tries_;) {
      do {
        const std::uint64_t place =
            lanes_ ? Slots::template place_of<true>(line(at), slot) : Slots::template place_of<false>(line(at), slot);
        if (place != 0) return at * Slots::kPerLine + place - 1;
      } while (Slots::add(line(at), slot) != Insert::Full);
      slot += further;
      at = step(at, ++tried);
    }
    return kNone;
  }
  static constexpr std::uint64_t kNone = ~std::uint64_t{0};

  std::uint64_t* line(std::uint64_t number) const { return words_ + number * kLineWords; }
  std::uint64_t count() const { return count_; }

 private:
  std::uint64_t step(std::uint64_t from, std::uint64_t by) const {
    const std::uint64_t to = from + by;
    return to < count_ ? to : to % count_;
  }

  std::uint64_t* words_ = nullptr;
  std::uint64_t count_ = 0;
  unsigned tries_ = 0;
  bool lanes_ = false;
};

}  // namespace pagerace::checker
