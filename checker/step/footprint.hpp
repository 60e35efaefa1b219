// The cells that a step reads and writes in the current state. All attempts to take the step count, also those that are
// blocked. Storing the value that a cell already has counts as reading the cell: such a store depends on it and changes
// nothing. Engines must agree on the footprint to the last cell, otherwise they would not find the same states.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/word.hpp"

namespace pagerace::checker {

using system::Cell;
using system::Word;

/// Two sets of cells, as bits: cell c is bit c % 64 of word c / 64. Engines only add to it.
class Footprint {
 public:
  explicit Footprint(std::uint32_t cells) : reads_(cells / 64 + 1), writes_(cells / 64 + 1) {}

  void read(Cell cell) { reads_[cell / 64] |= Word{1} << cell % 64; }
  void write(Cell cell) { writes_[cell / 64] |= Word{1} << cell % 64; }
  void clear() {
    for (std::size_t i = 0; i < reads_.size(); ++i) reads_[i] = writes_[i] = 0;
  }

  const std::vector<Word>& reads() const { return reads_; }
  const std::vector<Word>& writes() const { return writes_; }

 private:
  std::vector<Word> reads_, writes_;
};

}  // namespace pagerace::checker
