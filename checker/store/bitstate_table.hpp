// States of any width in a few bits each; the store is not exact.
#pragma once

#include "checker/store/hash.hpp"
#include "checker/store/shared_words.hpp"
#include "checker/store/table.hpp"

namespace pagerace::checker {

/// Bitstate hashing (G. J. Holzmann, "An improved protocol reachability analysis technique", Software: Practice and
/// Experience 18(2), 1988): a state sets kHashes bits, and counts as known if all of them were set before. The bits of
/// a state lie in one block of 128, so they are set at once, and exactly one of the threads that insert it is told New
/// (blocked Bloom filters: F. Putze, P. Sanders, J. Singler, "Cache-, hash- and space-efficient Bloom filters", WEA
/// 2007). The table is never full. checker/store/omission.hpp says how likely a state was taken for another.
class BitstateTable {
 public:
  static constexpr unsigned kHashes = 3, kBlockBits = 128;

  BitstateTable() = default;
  /// `memory`: zeroed blocks, 16 bytes aligned.
  BitstateTable(std::uint64_t* memory, std::uint64_t blocks, std::uint32_t words)
      : memory_(memory), blocks_(blocks), words_(words) {}

  std::uint64_t hash(const Word* state) const { return hash_state(state, words_); }
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(block(hash), 1); }
  Insert insert(const Word*, std::uint64_t hash) {
    if (blocks_ == 0) return Insert::Full;
    WordPair wanted;
    for (unsigned i = 0; i < kHashes; ++i) {
      const unsigned bit = hash >> 7 * i & (kBlockBits - 1);
      (bit < 64 ? wanted.low : wanted.high) |= std::uint64_t{1} << bit % 64;
    }
    for (;;) {
      const WordPair held = load_pair(block(hash));
      const WordPair both = {held.low | wanted.low, held.high | wanted.high};
      if (both.low == held.low && both.high == held.high) return Insert::Known;
      if (replace_pair(block(hash), held, both)) return Insert::New;
    }
  }

 private:
  /// The upper bits of the hash choose the block; the lower ones choose the bits in it.
  std::uint64_t* block(std::uint64_t hash) const {
    return memory_ + 2 * static_cast<std::uint64_t>(static_cast<unsigned __int128>(hash) * blocks_ >> 64);
  }

  std::uint64_t* memory_ = nullptr;
  std::uint64_t blocks_ = 0;
  std::uint32_t words_ = 1;
};

static_assert(Table<BitstateTable>);

}  // namespace pagerace::checker
