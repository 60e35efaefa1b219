// The order in which a hash table looks at its lines; it is the same for every kind of slot.
#pragma once

#include "checker/store/slots.hpp"

namespace pagerace::checker {

/// The exponent of the highest power of two that is not above `number`.
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

/// Cache lines; their number need not be a power of two. The *home* of a number is line hash * count / 2^64. If it is
/// full, the next lines follow at distances of 1, 2, 3 and so on, each from the line before. This leaves fewer clusters
/// of full lines than linear probing.
///
/// A slot need not store the whole number. Numbers with the same home lie in an interval, so their lowest bits, the
/// *remainder*, distinguish them. Beside the remainder, a slot stores how many lines from home it is, counted from 1,
/// so that no filled slot is 0. The table is exact nevertheless, and the larger it is, the shorter its slots are
/// (Cleary's quotienting: "Compact hash tables using bidirectional linear probing", IEEE Trans. Computers 33(9), 1984.
/// Cleary moves slots to encode displacements; storing them needs no moving, and so no locks).
class Lines {
 public:
  static constexpr unsigned kMostTries = 63;

  Lines() = default;
  /// `words`: zeroed and aligned to 64 bytes. `tries`: the number of lines to look at before the table counts as full.
  Lines(std::uint64_t* words, std::uint64_t count, unsigned tries, bool lanes)
      : words_(words), count_(count), tries_(tries < kMostTries ? tries : kMostTries), lanes_(lanes) {}

  /// The number of bits of a remainder if numbers have `bits` bits.
  static constexpr unsigned remainder_bits(unsigned bits, std::uint64_t lines) {
    return bits > log2_of(lines) ? bits - log2_of(lines) : 0;
  }
  /// The bits left in a slot for its distance from home; 0 if numbers do not fit.
  static constexpr unsigned displacement_bits(unsigned bits, std::uint64_t lines, unsigned per_line) {
    const unsigned width = width_of_slots(per_line), remainder = remainder_bits(bits, lines);
    return width > remainder ? width - remainder : 0;
  }
  /// The number of lines that this many bits can distinguish.
  static constexpr unsigned tries_with(unsigned displacement_bits) {
    return displacement_bits < 6 ? (1u << displacement_bits) - 1 : kMostTries;
  }

  std::uint64_t home(std::uint64_t hash) const {
    return static_cast<std::uint64_t>(static_cast<unsigned __int128>(hash) * count_ >> 64);
  }
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(line(home(hash)), 1); }

  /// `slot`: its value if it stood in its home line. `further`: what is added to it for each further line.
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

  /// The number of the slot, from 0; kNone if it is not there.
  template <class Slots>
  std::uint64_t find(std::uint64_t hash, typename Slots::Slot slot, typename Slots::Slot further) const {
    std::uint64_t at = home(hash);
    for (std::uint64_t tried = 0; tried < tries_;) {
      if (const unsigned place = Slots::find(line(at), slot)) return at * Slots::kPerLine + place - 1;
      slot += further;
      at = step(at, ++tried);
    }
    return kNone;
  }

  /// Finds or adds the slot. Returns its number, from 0; kNone if there is no room for it.
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
