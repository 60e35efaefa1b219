// States of many words, each stored in little more than what is new in it.
#pragma once

#include "checker/store/pair_table.hpp"
#include "checker/store/quotient_table.hpp"

namespace pagerace::checker {

/// Tree compression: A. Laarman, J. van de Pol, M. Weber, "Parallel recursive state compression for free", SPIN 2011.
/// Each pair of words of a state gets a number, each pair of such numbers gets one too, and so on, until two numbers
/// are left, which identify the state. Most steps change few words, so most numbers exist already. One table numbers
/// pairs of words and pairs of numbers alike: the position in the tree says which of them a number stands for. The last
/// pairs are stored as in QuotientTable, as A. Laarman, "Optimal compression of combinatorial state spaces", ISSE 15,
/// 2019, does.
class TreeTable {
 public:
  static constexpr std::uint64_t kMostNodes = std::uint64_t{1} << 31;

  TreeTable() = default;
  /// `words`: of a state, 3 to kMostStateWords. `nodes` has slots of 127 bits; `roots` holds numbers of
  /// root_bits(nodes.slots()) bits.
  TreeTable(std::uint32_t words, const PairTable& nodes, const QuotientTable& roots)
      : nodes_(nodes), roots_(roots), words_(words), most_nodes_(nodes.slots()) {}

  /// The bits of the number that identifies a state if there are at most `nodes` nodes.
  static constexpr unsigned root_bits(std::uint64_t nodes) { return log2_of(nodes * nodes - 1) + 1; }

  /// Numbers the parts of the state. Returns the root as a hash, which identifies the state; or kNoRoom.
  std::uint64_t hash(const Word* state) const {
    std::uint64_t numbers[system::kMostStateWords / 2];
    std::uint32_t count = halve(state, words_, numbers);
    while (count > 2) count = halve(numbers, count, numbers);
    return count == 2 ? roots_.hash_of(numbers[0] * most_nodes_ + numbers[1]) : kNoRoom;
  }
  /// The number of the slot that holds the root with this hash, below slots(); Lines::kNone if none does.
  std::uint64_t find(const Word* state, std::uint64_t hash) const {
    return hash == kNoRoom ? Lines::kNone : roots_.find(state, hash);
  }
  std::uint64_t slots() const { return roots_.slots(); }
  void prefetch(std::uint64_t hash) const { roots_.prefetch(hash); }
  Insert insert(const Word*, std::uint64_t hash) { return hash == kNoRoom ? Insert::Full : roots_.add(hash); }

 private:
  static constexpr std::uint64_t kNoRoom = 1;  ///< never a hash: a root has at most 62 bits, the upper ones

  /// Numbers each pair of `words`; an odd last word is paired with zero. Returns how many numbers there are, or 0 if
  /// there was no room for one.
  std::uint32_t halve(const std::uint64_t* words, std::uint32_t count, std::uint64_t* numbers) const {
    for (std::uint32_t i = 0; i < count; i += 2) {
      numbers[i / 2] = nodes_.number_of(words[i], i + 1 < count ? words[i + 1] : 0);
      if (numbers[i / 2] == Lines::kNone) return 0;
    }
    return (count + 1) / 2;
  }

  PairTable nodes_;
  QuotientTable roots_;
  std::uint32_t words_ = 3;
  std::uint64_t most_nodes_ = 1;
};

static_assert(Table<TreeTable> && TreeTable::root_bits(TreeTable::kMostNodes) <= 62);

}  // namespace pagerace::checker
