// How the slots of a table lie in a cache line: 8, 12 or 16 slots of up to 64, 42 or 32 bits, or 4 of up to 127.
//
// A slot is empty (0) at first; it is filled once and never changes again. The slots of a line are filled in order. A
// thread that adds a number passes the slots that hold other numbers, and fills the first empty slot by compare and
// swap. If it loses that race, it looks at the same slot again. So all threads that add the same number at the same
// time reach the same slot: the first one fills it, and the others find the number there. (examples/store/ has a model
// of this.)
//
// holds() is only for speed: it looks at all slots at once, and most numbers are known. kLanes: it uses registers of
// two words, see can_load_lanes(). find() gives the place of a number in the line, from 1; 0 if it is not there.
#pragma once

#include "checker/store/shared_words.hpp"
#include "checker/store/table.hpp"

namespace pagerace::checker {

inline constexpr unsigned kLineWords = 8;  ///< of 64 bits

/// f(pair) | ... for the four pairs of words of a line. Written out, since compilers do not unroll it at -O2.
template <class F>
Lanes any_of_pairs(F&& f) {
  return (f(0) | f(1)) | (f(2) | f(3));
}

/// 8 slots of one word each.
struct Slots64 {
  using Slot = std::uint64_t;
  static constexpr unsigned kWidth = 64, kPerLine = 8;

  static unsigned find(const std::uint64_t* line, Slot slot) {
    for (unsigned i = 0; i < kLineWords; ++i) {
      if (load(line + i) == slot) return i + 1;
    }
    return 0;
  }

  template <bool kLanes>
  static bool holds(const std::uint64_t* line, Slot slot) {
    if constexpr (kLanes) {
      const Lanes wanted = {slot, slot};
      return is_nonzero(any_of_pairs([&](unsigned i) { return equal(load_lanes(line + 2 * i), wanted); }));
    } else {
      bool found = false;
      for (unsigned i = 0; i < kLineWords; ++i) found |= load(line + i) == slot;
      return found;
    }
  }

  static Insert add(std::uint64_t* line, Slot slot) {
    for (std::uint64_t* word = line; word != line + kLineWords;) {
      const std::uint64_t held = load(word);
      if (held == slot) return Insert::Known;
      if (held != 0) {
        ++word;
      } else if (replace(word, held, slot)) {
        return Insert::New;
      }
    }
    return Insert::Full;
  }
};

/// 16 slots, two in each word.
struct Slots32 {
  using Slot = std::uint64_t;
  static constexpr unsigned kWidth = 32, kPerLine = 16;

  static unsigned find(const std::uint64_t* line, Slot slot) {
    for (unsigned i = 0; i < kLineWords; ++i) {
      const std::uint64_t word = load(line + i);
      if (static_cast<std::uint32_t>(word) == slot) return 2 * i + 1;
      if (word >> kWidth == slot) return 2 * i + 2;
    }
    return 0;
  }

  template <bool kLanes>
  static bool holds(const std::uint64_t* line, Slot slot) {
    if constexpr (kLanes) {
      const Slot both = slot | slot << kWidth;
      const Lanes wanted = {both, both};
      return is_nonzero(any_of_pairs([&](unsigned i) { return equal32(load_lanes(line + 2 * i), wanted); }));
    } else {
      bool found = false;
      for (unsigned i = 0; i < kLineWords; ++i) found |= is_in(load(line + i), slot);
      return found;
    }
  }

  static Insert add(std::uint64_t* line, Slot slot) {
    for (std::uint64_t* word = line; word != line + kLineWords;) {
      const std::uint64_t held = load(word);
      if (is_in(held, slot)) return Insert::Known;
      if (held >> kWidth != 0) {
        ++word;
      } else if (replace(word, held, held == 0 ? slot : held | slot << kWidth)) {
        return Insert::New;
      }
    }
    return Insert::Full;
  }

 private:
  static bool is_in(std::uint64_t word, Slot slot) {
    return static_cast<std::uint32_t>(word) == slot || word >> kWidth == slot;
  }
};

/// 12 slots, three in each pair of words. One slot is at the bottom of each word; these are filled first. The third one
/// uses the remaining bits of both words, and the top bit of the second word says that it is filled.
struct Slots42 {
  using Slot = std::uint64_t;
  static constexpr unsigned kWidth = 42, kPerLine = 12;

  static unsigned find(const std::uint64_t* line, Slot slot) {
    for (unsigned i = 0, place = 1; i < kLineWords; i += 2, place += 3) {
      const WordPair pair = load_pair(line + i);
      if ((pair.low & kMask) == slot) return place;
      if ((pair.high & kMask) == slot) return place + 1;
      if (pair.low >> kWidth == low_part(slot) && pair.high >> kWidth == high_part(slot)) return place + 2;
    }
    return 0;
  }

  template <bool kLanes>
  static bool holds(const std::uint64_t* line, Slot slot) {
    if constexpr (kLanes) {
      const Slot both_parts = low_part(slot) | high_part(slot) << 32;
      const Lanes whole = {slot, slot}, parts = {both_parts, both_parts}, mask = {kMask, kMask};
      const auto in_two = [&](const std::uint64_t* words) {
        const Lanes first = load_lanes(words), second = load_lanes(words + 2);
        return equal(first & mask, whole) | equal(second & mask, whole) |
               equal(lower_halves(first >> kWidth, second >> kWidth), parts);
      };
      return is_nonzero(in_two(line) | in_two(line + 4));
    } else {
      bool found = false;
      for (unsigned i = 0; i < kLineWords; i += 2) found |= is_in(load_pair(line + i), slot);
      return found;
    }
  }

  static Insert add(std::uint64_t* line, Slot slot) {
    for (std::uint64_t* words = line; words != line + kLineWords;) {
      const WordPair held = load_pair(words);
      if (is_in(held, slot)) return Insert::Known;
      if (held.high >> 63 != 0) {
        words += 2;
      } else if (fill(words, held, slot)) {
        return Insert::New;
      }
    }
    return Insert::Full;
  }

 private:
  static constexpr Slot kMask = (Slot{1} << kWidth) - 1;
  static constexpr unsigned kLowPart = 64 - kWidth;

  static std::uint64_t low_part(Slot slot) { return slot & ((Slot{1} << kLowPart) - 1); }
  static std::uint64_t high_part(Slot slot) { return slot >> kLowPart | Slot{1} << (kLowPart - 1); }

  static bool is_in(WordPair pair, Slot slot) {
    return (pair.low & kMask) == slot || (pair.high & kMask) == slot ||
           (pair.low >> kWidth == low_part(slot) && pair.high >> kWidth == high_part(slot));
  }

  static bool fill(std::uint64_t* words, WordPair held, Slot slot) {
    if ((held.low & kMask) == 0) return replace(words, held.low, slot);
    if ((held.high & kMask) == 0) return replace(words + 1, held.high, slot);
    return replace_pair(words, held, {held.low | low_part(slot) << kWidth, held.high | high_part(slot) << kWidth});
  }
};

/// 4 slots of a pair of words each; the top bit of the second word is set in filled slots.
struct Slots127 {
  using Slot = unsigned __int128;
  static constexpr unsigned kWidth = 127, kPerLine = 4;

  /// Its place in the line, from 1; 0 if it is not in the line.
  template <bool kLanes>
  static std::uint64_t place_of(const std::uint64_t* line, Slot slot) {
    const WordPair wanted = pair_of(slot);
    if constexpr (kLanes) {
      const Lanes lanes = {wanted.low, wanted.high};
      return any_of_pairs([&](std::uint64_t i) {
        return in_both(equal(load_lanes(line + 2 * i), lanes)) & Lanes{i + 1, i + 1};
      })[0];
    } else {
      std::uint64_t found = 0;
      for (std::uint64_t i = 0; i < kPerLine; ++i) {
        const WordPair held = load_pair(line + 2 * i);
        found |= held.low == wanted.low && held.high == wanted.high ? i + 1 : 0;
      }
      return found;
    }
  }

  static unsigned find(const std::uint64_t* line, Slot slot) {
    return static_cast<unsigned>(place_of<false>(line, slot));
  }

  template <bool kLanes>
  static bool holds(const std::uint64_t* line, Slot slot) {
    return place_of<kLanes>(line, slot) != 0;
  }

  static Insert add(std::uint64_t* line, Slot slot) {
    const WordPair wanted = pair_of(slot);
    for (std::uint64_t* words = line; words != line + kLineWords;) {
      const WordPair held = load_pair(words);
      if (held.low == wanted.low && held.high == wanted.high) return Insert::Known;
      if (held.high != 0) {
        words += 2;
      } else if (replace_pair(words, {}, wanted)) {
        return Insert::New;
      }
    }
    return Insert::Full;
  }

 private:
  static WordPair pair_of(Slot slot) {
    return {static_cast<std::uint64_t>(slot), static_cast<std::uint64_t>(slot >> 64) | std::uint64_t{1} << 63};
  }
};

}  // namespace pagerace::checker
