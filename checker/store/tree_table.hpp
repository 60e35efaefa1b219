// States of many words, in little more than what is new in each.
#pragma once

#include "checker/store/quotient_table.hpp"
#include "checker/store/word_table.hpp"

namespace pagerace::checker {

/// Tree compression: A. Laarman, J. van de Pol, M. Weber, "Parallel recursive state compression for free", SPIN 2011.
/// Each word of a state gets a number, each pair of numbers too, and so on until there are two, which stand for the
/// state. Most steps change few words, so that most numbers are there already. One table numbers words and pairs alike:
/// what a number stands for follows from where in the tree it is used. The last pairs are stored as in QuotientTable,
/// as A. Laarman, "Optimal compression of combinatorial state spaces", ISSE 15, 2019, does.
class TreeTable {
 public:
  static constexpr std::uint32_t kMostWords = 64;
  static constexpr std::uint64_t kMostNodes = (std::uint64_t{1} << 31) - 1;

  TreeTable() = default;
  /// `words` of a state: 2 to kMostWords. `roots` is for numbers of root_bits(nodes.slots()).
  TreeTable(std::uint32_t words, const WordTable& nodes, const QuotientTable& roots)
      : nodes_(nodes), roots_(roots), words_(words), numbers_(nodes.slots() + 1) {}

  /// Of the number that stands for a state if there are up to so many nodes.
  static constexpr unsigned root_bits(std::uint64_t nodes) { return log2_of((nodes + 1) * (nodes + 1) - 1) + 1; }

  /// Numbers what the state is made of. What it returns is the state, shortened; or kNoRoom.
  std::uint64_t hash(const Word* state) const {
    std::uint64_t numbers[kMostWords];
    for (std::uint32_t i = 0; i < words_; ++i) {
      numbers[i] = nodes_.number_of(state[i]);
      if (numbers[i] == WordTable::kNone) return kNoRoom;
    }
    std::uint32_t count = words_;
    for (; count > 2; count = (count + 1) / 2) {
      for (std::uint32_t i = 0; i < count / 2; ++i) {
        numbers[i] = nodes_.number_of(numbers[2 * i] << 32 | numbers[2 * i + 1]);
        if (numbers[i] == WordTable::kNone) return kNoRoom;
      }
      if (count % 2 == 1) numbers[count / 2] = numbers[count - 1];
    }
    return roots_.hash_of(numbers[0] * numbers_ + numbers[1]);
  }
  void prefetch(std::uint64_t hash) const { roots_.prefetch(hash); }
  Insert insert(const Word*, std::uint64_t hash) { return hash == kNoRoom ? Insert::Full : roots_.add(hash); }

 private:
  static constexpr std::uint64_t kNoRoom = 1;  ///< no hash: roots have at most 62 bits, which are the upper ones

  WordTable nodes_;
  QuotientTable roots_;
  std::uint32_t words_ = 2;
  std::uint64_t numbers_ = 1;  ///< that there can be
};

static_assert(Table<TreeTable> && TreeTable::root_bits(TreeTable::kMostNodes) <= 62);

}  // namespace pagerace::checker
