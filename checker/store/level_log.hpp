// The log of every state found: it is the queue, the index of levels, the checkpoint, and the source of traces.
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
  std::string folder = {};  ///< for blocks that are written to disk, see SpillFile
  bool may_spill = true;    ///< whether blocks may be written to disk
  /// Bytes of memory. What exceeds them is written to disk even if the budget has room, which leaves that room to the
  /// store. The default is a quarter of the budget.
  std::optional<std::uint64_t> hold_at_most = {};
  std::uint32_t first_block = 4u << 10;      ///< bytes of the first block of each strand
  std::uint32_t largest_block = 256u << 10;  ///< bytes; always at least one state, and whole pages
};

/// Append-only *strands* of states of the same width. The ends of levels cut all strands together. Only one thread at a
/// time writes to a strand. The states of a level are those of the first strand, then those of the second, and so on.
///
/// A strand is a row of blocks. Full blocks may be written to disk and their memory freed, the oldest first. While
/// strands are written to, the blocks of the *frontier* (the level closed last) stay in place, since threads read them
/// then. What is on disk is read back transparently.
///
/// Threads: many threads may call more() and read the frontier at once, each with its own strand or reader. bytes() and
/// spilled_bytes() may be called at any time. Everything else is for *barriers*, when no thread writes or reads.
class LevelLog {
  struct Block;

 public:
  struct Room {
    Word* begin = nullptr;
    Word* end = nullptr;
  };
  /// A range of state numbers within a level, in the order of strands.
  struct Range {
    std::uint64_t first = 0, end = std::numeric_limits<std::uint64_t>::max();
  };
  /// Some consecutive states of a level, in memory or on disk. Valid as long as the log exists.
  struct Piece {
    const Block* block = nullptr;
    std::uint32_t offset = 0;  ///< of its first state in the block, in states
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
  /// The free room in the strand's last block. A new strand has none.
  Room rest(unsigned strand) const;
  /// Call it when the strand's room is used up, until `written_to`; it returns the next room. If there is no memory
  /// even after spilling, the room is empty and nothing is lost: the call may be repeated.
  Room more(unsigned strand, const Word* written_to);
  /// Says that the strand has been written up to `out`. Call it for each strand that was written to, before any of the
  /// functions below.
  void written(unsigned strand, const Word* out);
  /// Closes the level: what is written from now on is one level deeper.
  void end_level();
  /// Writes blocks to disk until at least `wanted` bytes of memory are freed, the frontier's blocks last. Returns the
  /// number of bytes freed: fewer if the disk is full, or if only blocks that are being written to are left.
  std::uint64_t spill(std::uint64_t wanted);

  // Reading.
  std::uint64_t size() const;  ///< states
  /// The number of levels that hold a state. The last of them may still be growing.
  std::size_t levels() const;
  std::size_t closed_levels() const { return ends_.size(); }
  std::uint64_t level_size(std::size_t depth) const;
  /// The states of a level, or of a part of it, in pieces of at most `max_states`.
  std::vector<Piece> pieces(std::size_t depth, std::uint32_t max_states, Range part) const;
  std::vector<Piece> pieces(std::size_t depth, std::uint32_t max_states = kWholeBlocks) const {
    return pieces(depth, max_states, Range());
  }
  unsigned strand_of(const Piece& piece) const { return piece.block->strand; }
  /// Calls f(const Word* states, std::uint64_t count) until it has seen all states of a level, in order.
  template <class F>
  void for_each(std::size_t depth, F&& f) const;

  std::uint64_t bytes() const { return held_bytes_.load(std::memory_order_relaxed); }             ///< bytes of memory
  std::uint64_t spilled_bytes() const { return spilled_bytes_.load(std::memory_order_relaxed); }  ///< written to disk

  static constexpr std::uint32_t kWholeBlocks = std::numeric_limits<std::uint32_t>::max();

 private:
  struct Block {
    Word* memory = nullptr;   ///< null if the block is on disk
    std::uint64_t first = 0;  ///< number of its first state within the strand
    std::uint64_t spilled_at = 0;
    std::uint64_t bytes = 0;     ///< bytes of memory
    std::uint32_t capacity = 0;  ///< states
    unsigned strand = 0;
    std::uint32_t filled_at = 0;  ///< the level that was open when it became full: it holds no deeper states
  };
  /// A level in which states were written to the strand.
  struct Mark {
    std::uint32_t depth = 0;
    std::uint64_t end = 0;
  };
  struct Strand {
    std::deque<Block> blocks;  ///< a deque, so that blocks stay in place
    std::uint64_t written = 0;
    bool is_full = true;  ///< the last block is full, and may be gone from memory
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
  std::mutex mutex_;  ///< protects all members below while strands are written to
  std::deque<Strand> strands_;
  std::vector<std::uint64_t> ends_;  ///< of closed levels: number of states up to there
  std::deque<Block*> full_;  ///< full blocks in memory, in the order in which they became full, except those in ahead_
  std::vector<Block*> ahead_;  ///< full blocks in memory that hold only states deeper than the frontier
  SpillFile file_;
  std::atomic<std::uint64_t> held_bytes_ = 0, spilled_bytes_ = 0;
};

/// Used by one thread. The log must outlive it.
class LevelLog::Reader {
 public:
  explicit Reader(const LevelLog& log) : log_(log) {}
  /// The states of the piece. They are valid until another piece is read, or the next barrier. Throws
  /// std::runtime_error if they cannot be read from disk.
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
