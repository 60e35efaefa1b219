// Every state found: at once the queue, the index of levels, the checkpoint, and what traces are rebuilt from.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "checker/store/budget.hpp"
#include "checker/store/spill_file.hpp"
#include "model/system/word.hpp"

namespace pagerace::checker {

using system::Word;

struct LogOptions {
  std::string folder = {};  ///< for what is written out, see SpillFile
  bool may_spill = true;    ///< whether anything may be
  /// Bytes of memory; what is more is written out even where the budget has room, so that the store has it. By default
  /// a quarter of the budget.
  std::optional<std::uint64_t> hold_at_most = {};
  std::uint32_t first_block = 4u << 10;      ///< bytes; of each strand
  std::uint32_t largest_block = 256u << 10;  ///< bytes; at least one state, and whole pages, whatever is said
};

/// Append-only *strands* of states of one width, cut by common ends of levels. A strand is written by one thread at a
/// time; the states of a level are those of the first strand, then those of the second, and so on.
///
/// A strand is a row of blocks. Full ones may be written to disk and their memory given up, the oldest first. While
/// strands are written to, blocks of the *frontier*, the level closed last, stay where they are, since others read them
/// then. What is on disk is read back as if it had never left.
///
/// Threads: more(), and readers of the frontier, may be used by many threads at once, each with its own strand or
/// reader; bytes() and spilled_bytes() at any time. All else is for *barriers*, when nobody writes and nobody reads.
class LevelLog {
  struct Block;

 public:
  struct Room {
    Word* begin = nullptr;
    Word* end = nullptr;
  };
  /// Numbers of states within a level, in the order of strands.
  struct Range {
    std::uint64_t first = 0, end = std::numeric_limits<std::uint64_t>::max();
  };
  /// Some states of a level that lie one behind the other. Good until the log goes, wherever its states are.
  struct Piece {
    const Block* block = nullptr;
    std::uint32_t offset = 0;  ///< in the block, in states
    std::uint32_t count = 0;
    std::uint64_t first = 0;  ///< number of its first state within the level
  };
  class Reader;

  LevelLog(std::uint32_t words, std::shared_ptr<Budget> budget, LogOptions options = {});
  ~LevelLog();
  LevelLog(const LevelLog&) = delete;
  LevelLog& operator=(const LevelLog&) = delete;

  std::uint32_t words() const { return words_; }

  // Writing.
  unsigned add_strand();
  unsigned strands() const { return static_cast<unsigned>(strands_.size()); }
  /// What is left of the strand's block, for whoever writes on: no room at all in a new strand.
  Room rest(unsigned strand) const;
  /// The strand has used up its room, to `written_to`; gives it the next. An empty one, and nothing lost, where there
  /// is no memory even after spilling: another attempt may be made.
  Room more(unsigned strand, const Word* written_to);
  /// The strand has been written up to here. To be told of each strand that was written to before all that follows.
  void written(unsigned strand, const Word* out);
  /// What is written from now on is one level deeper.
  void end_level();
  /// Writes blocks to disk until at least so many bytes of memory have been given up, those of the frontier last.
  /// Returns how many were: fewer where the disk is full or only blocks that are being written to are left.
  std::uint64_t spill(std::uint64_t wanted);

  // Reading.
  std::uint64_t size() const;  ///< states
  /// Those that hold a state; the last may still be growing.
  std::size_t levels() const;
  std::size_t closed_levels() const { return ends_.size(); }
  std::uint64_t level_size(std::size_t depth) const;
  /// The states of a level, or of a part of it, cut into pieces of at most so many.
  std::vector<Piece> pieces(std::size_t depth, std::uint32_t max_states, Range part) const;
  std::vector<Piece> pieces(std::size_t depth, std::uint32_t max_states = kWholeBlocks) const {
    return pieces(depth, max_states, Range());
  }
  unsigned strand_of(const Piece& piece) const { return piece.block->strand; }
  /// f(const Word* states, std::uint64_t count) for all states of a level, in order.
  template <class F>
  void for_each(std::size_t depth, F&& f) const;

  std::uint64_t bytes() const { return held_bytes_.load(std::memory_order_relaxed); }             ///< of memory
  std::uint64_t spilled_bytes() const { return spilled_bytes_.load(std::memory_order_relaxed); }  ///< written to disk

  static constexpr std::uint32_t kWholeBlocks = std::numeric_limits<std::uint32_t>::max();

 private:
  struct Block {
    Word* memory = nullptr;   ///< null: on disk
    std::uint64_t first = 0;  ///< of the strand's states
    std::uint64_t spilled_at = 0;
    std::uint64_t bytes = 0;     ///< of memory
    std::uint32_t capacity = 0;  ///< states
    unsigned strand = 0;
    std::uint32_t filled_at = 0;  ///< the level that was open when it got full: there are none deeper in it
  };
  /// A level in which the strand was written to.
  struct Mark {
    std::uint32_t depth = 0;
    std::uint64_t end = 0;
  };
  struct Strand {
    std::deque<Block> blocks;  ///< which stay where they are
    std::uint64_t written = 0;
    bool is_full = true;  ///< the last block is, and may be gone from memory
    std::vector<Mark> marks;
    std::uint64_t closed() const { return marks.empty() ? 0 : marks.back().end; }
    Range level(std::size_t depth, std::size_t open_depth) const;
  };

  std::uint64_t state_bytes() const { return words_ * sizeof(Word); }
  void note(Strand& strand, const Word* out) const;
  void fill(Strand& strand);
  bool add_block(unsigned number);
  std::uint64_t next_bytes(const Strand& strand) const;
  Word* allocate(std::uint64_t count);
  Block* oldest(bool at_barrier) const;
  bool spill_one(bool at_barrier);
  void give_up(Block& block);
  void cut(const Strand& strand, Range states, std::uint32_t max_states, std::uint64_t first,
           std::vector<Piece>& pieces) const;

  const std::uint32_t words_;
  const std::shared_ptr<Budget> budget_;
  const LogOptions options_;
  const std::uint64_t hold_at_most_;
  std::mutex mutex_;  ///< of all below, while strands are written to
  std::deque<Strand> strands_;
  std::vector<std::uint64_t> ends_;  ///< of closed levels: states up to there
  std::deque<Block*> full_;          ///< in memory, as they got full; all but those in
  std::vector<Block*> ahead_;        ///< which hold nothing but states behind the frontier
  SpillFile file_;
  std::atomic<std::uint64_t> held_bytes_ = 0, spilled_bytes_ = 0;
};

/// For one thread. The log must outlive it.
class LevelLog::Reader {
 public:
  explicit Reader(const LevelLog& log) : log_(log) {}
  /// The states of the piece, for as long as no other is read, and no longer than to the next barrier. Throws
  /// std::runtime_error where the disk does not give them back.
  const Word* read(const Piece& piece);

 private:
  const LevelLog& log_;
  std::vector<Word> states_;  ///< read from disk
};

template <class F>
void LevelLog::for_each(std::size_t depth, F&& f) const {
  Reader reader(*this);
  for (const Piece& piece : pieces(depth)) f(reader.read(piece), std::uint64_t{piece.count});
}

}  // namespace pagerace::checker
