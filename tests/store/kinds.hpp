// Tables of every kind, with memory of their own, made alike: what each must do is tested once for all.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <vector>

#include "checker/store/bitstate_table.hpp"
#include "checker/store/compact_table.hpp"
#include "checker/store/pair_table.hpp"
#include "checker/store/quotient_table.hpp"
#include "checker/store/tree_table.hpp"

namespace pagerace::checker {

using State = std::vector<Word>;

/// Zeroed lines.
class LineMemory {
 public:
  explicit LineMemory(std::uint64_t lines)
      : words_(static_cast<std::uint64_t*>(std::aligned_alloc(64, (lines + 1) * 64))) {
    std::memset(words_.get(), 0, (lines + 1) * 64);
  }
  std::uint64_t* words() const { return words_.get(); }

 private:
  struct Free {
    void operator()(std::uint64_t* words) const { std::free(words); }
  };
  std::unique_ptr<std::uint64_t, Free> words_;
};

// Each kind: how wide its states are, and a table of about so many lines. kLanes: with registers of two words, where
// this machine has them, or without.

template <unsigned kSlots, unsigned kStateBits, bool kLanes>
struct QuotientKind {
  static constexpr std::uint32_t kWords = 1;
  static constexpr unsigned kBits = kStateBits, kPerLine = kSlots;
  explicit QuotientKind(std::uint64_t lines)
      : memory(lines), table(memory.words(), lines, kSlots, kBits, kLanes && can_load_lanes()) {}
  LineMemory memory;
  QuotientTable table;
};

template <unsigned kSlots, unsigned kLastBits, bool kLanes>
struct PairKind {
  static constexpr std::uint32_t kWords = 2;
  static constexpr unsigned kBits = kLastBits, kPerLine = kSlots;
  explicit PairKind(std::uint64_t lines)
      : memory(lines), table(memory.words(), lines, kSlots, kBits, kLanes && can_load_lanes()) {}
  LineMemory memory;
  PairTable table;
};

template <std::uint32_t kStateWords>
struct TreeKind {
  static constexpr std::uint32_t kWords = kStateWords;
  static constexpr unsigned kBits = 64, kPerLine = 8;
  explicit TreeKind(std::uint64_t lines)
      : nodes(lines * kWords),
        memory(lines),
        table(kWords, PairTable(nodes.words(), lines * kWords, 4, 64),
              QuotientTable(memory.words(), lines, kPerLine, TreeTable::root_bits(lines * kWords * 4))) {}
  LineMemory nodes, memory;
  TreeTable table;
};

template <std::uint32_t kStateWords>
struct CompactKind {
  static constexpr std::uint32_t kWords = kStateWords;
  static constexpr unsigned kBits = 64, kPerLine = 12;
  explicit CompactKind(std::uint64_t lines) : memory(lines), table(memory.words(), lines, kWords) {}
  LineMemory memory;
  CompactTable table;
};

template <std::uint32_t kStateWords>
struct BitstateKind {
  static constexpr std::uint32_t kWords = kStateWords;
  static constexpr unsigned kBits = 64, kPerLine = 8;
  explicit BitstateKind(std::uint64_t lines) : memory(lines * 32), table(memory.words(), lines * 128, kWords) {}
  LineMemory memory;
  BitstateTable table;
};

/// All exact kinds, those that only tell odds, and both.
#define PAGERACE_EXACT_KINDS                                                                                       \
  QuotientKind<8, 64, true>, QuotientKind<8, 64, false>, QuotientKind<8, 61, true>, QuotientKind<12, 44, true>,    \
      QuotientKind<12, 44, false>, QuotientKind<16, 34, true>, QuotientKind<16, 34, false>, PairKind<4, 64, true>, \
      PairKind<4, 64, false>, PairKind<4, 30, true>, PairKind<8, 3, true>, PairKind<8, 3, false>, TreeKind<3>,     \
      TreeKind<4>, TreeKind<7>, TreeKind<64>
#define PAGERACE_LOSSY_KINDS CompactKind<1>, CompactKind<3>, BitstateKind<1>, BitstateKind<3>

/// Another for each number, far from one another; words repeat, the more the more there are. `bits`: of the last word.
inline State nth_state(std::uint64_t number, std::uint32_t words, unsigned bits) {
  State state(words);
  const std::uint64_t values = words == 1 ? ~std::uint64_t{0} : words == 2 ? 1u << 20 : words < 8 ? 400 : 60;
  for (std::uint32_t i = words; i-- > 0;) {
    const std::uint64_t most = ~std::uint64_t{0} >> (i + 1 == words ? 64 - bits : 0);
    const std::uint64_t choices = std::min(values - 1, most) + 1;
    state[i] = number % choices * 0x9e3779b97f4a7c15ULL & most;
    number /= choices;
  }
  return state;
}

template <class Kind>
State state_of(std::uint64_t number) {
  return nth_state(number, Kind::kWords, Kind::kBits);
}

template <class Kind>
Insert insert(Kind& kind, const State& state) {
  const std::uint64_t hash = kind.table.hash(state.data());
  kind.table.prefetch(hash);
  return kind.table.insert(state.data(), hash);
}

}  // namespace pagerace::checker
