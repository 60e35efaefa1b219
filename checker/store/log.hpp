// Every state found, in the order of finding: at once the queue, the index of levels, and what traces are rebuilt from.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "checker/store/budget.hpp"
#include "model/system/code.hpp"

namespace pagerace::checker {

using system::Word;

/// An append-only array of states of one width, cut into levels. It grows by chunks: nothing is ever copied, and the
/// address of a state stays valid as long as the log. Throws std::bad_alloc, and is then as it was. Reading is safe
/// from many threads while nobody appends.
class Log {
 public:
  using Index = std::uint64_t;
  struct Range {
    Index begin = 0, end = 0;
  };

  static constexpr std::uint32_t kChunkWords = 1u << 15;

  /// `chunk_words`: how much to grow by at a time, at least one state.
  explicit Log(std::uint32_t words, std::shared_ptr<Budget> budget = std::make_shared<Budget>(),
               std::uint32_t chunk_words = kChunkWords)
      : words_(words), shift_(states_in(chunk_words, words)), budget_(std::move(budget)) {}

  std::uint32_t words() const { return words_; }
  Index size() const { return size_; }
  const Word* operator[](Index index) const { return chunks_[index >> shift_].get() + offset(index); }

  Index append(const Word* state) {
    if (size_ >> shift_ == chunks_.size()) add_chunk();
    std::copy_n(state, words_, chunks_[size_ >> shift_].get() + offset(size_));
    return size_++;
  }

  /// What is appended from now on is one level deeper.
  void end_level() { level_ends_.push_back(size_); }
  /// Those that hold a state; the last may still be growing.
  std::size_t levels() const { return level_ends_.size() + (size_ > closed() ? 1 : 0); }
  Range level(std::size_t depth) const {
    return {depth == 0 ? 0 : level_ends_[depth - 1], depth < level_ends_.size() ? level_ends_[depth] : size_};
  }

  std::uint64_t bytes() const { return chunks_.size() * chunk_bytes(); }

 private:
  /// As a power of two.
  static unsigned states_in(std::uint32_t chunk_words, std::uint32_t words) {
    const std::uint32_t states = chunk_words / std::max<std::uint32_t>(words, 1);
    return static_cast<unsigned>(std::bit_width(std::max<std::uint32_t>(states, 1)) - 1);
  }

  std::size_t offset(Index index) const { return (index & ((Index{1} << shift_) - 1)) * words_; }
  std::uint64_t chunk_bytes() const { return (sizeof(Word) * words_) << shift_; }
  Index closed() const { return level_ends_.empty() ? 0 : level_ends_.back(); }

  void add_chunk() {
    budget_->take(chunk_bytes());
    try {
      chunks_.push_back(std::make_unique_for_overwrite<Word[]>(std::size_t{words_} << shift_));
    } catch (...) {
      budget_->release(chunk_bytes());
      throw;
    }
  }

  std::uint32_t words_;
  unsigned shift_;  ///< a chunk holds 1 << shift_ states
  std::shared_ptr<Budget> budget_;
  std::vector<std::unique_ptr<Word[]>> chunks_;
  std::vector<Index> level_ends_;
  Index size_ = 0;
};

}  // namespace pagerace::checker
