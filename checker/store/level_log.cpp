#include "checker/store/level_log.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <new>

namespace pagerace::checker {

namespace {

constexpr std::uint64_t kPage = 4096;

std::uint64_t whole_pages(std::uint64_t bytes) { return (bytes + kPage - 1) / kPage * kPage; }

}  // namespace

LevelLog::LevelLog(std::uint32_t words, std::shared_ptr<Budget> budget, LogOptions options)
    : words_(words),
      budget_(std::move(budget)),
      options_(std::move(options)),
      hold_at_most_(options_.hold_at_most.value_or(budget_->limit() / 4)),
      file_(options_.folder) {}

LevelLog::~LevelLog() {
  for (Strand& strand : strands_) {
    for (Block& block : strand.blocks) give_up(block);
  }
}

unsigned LevelLog::add_strand() {
  strands_.emplace_back();
  return strands() - 1;
}

LevelLog::Room LevelLog::rest(unsigned strand) const {
  const Strand& of = strands_[strand];
  if (of.is_full) return {};
  const Block& block = of.blocks.back();
  return {block.memory + (of.written - block.first) * words_, block.memory + std::uint64_t{block.capacity} * words_};
}

LevelLog::Room LevelLog::more(unsigned strand, const Word* written_to) {
  const std::lock_guard lock(mutex_);
  Strand& of = strands_[strand];
  note(of, written_to);
  try {
    if (!of.is_full) fill(of);
    if (!add_block(strand)) return {};
  } catch (const std::bad_alloc&) {
    return {};
  }
  return rest(strand);
}

void LevelLog::written(unsigned strand, const Word* out) { note(strands_[strand], out); }

void LevelLog::note(Strand& strand, const Word* out) const {
  if (strand.is_full) return;
  const Block& block = strand.blocks.back();
  strand.written = block.first + static_cast<std::uint64_t>(out - block.memory) / words_;
}

void LevelLog::fill(Strand& strand) {
  Block& block = strand.blocks.back();
  block.filled_at = static_cast<std::uint32_t>(ends_.size());
  if (block.first >= strand.closed()) {
    ahead_.push_back(&block);
  } else {
    full_.push_back(&block);
  }
  strand.is_full = true;
}

bool LevelLog::add_block(unsigned number) {
  Strand& strand = strands_[number];
  const std::uint64_t least = whole_pages(state_bytes());
  Block block;
  block.bytes = next_bytes(strand);
  while ((block.memory = allocate(block.bytes)) == nullptr) {
    if (block.bytes / 2 < least) return false;
    block.bytes = whole_pages(block.bytes / 2);
  }
  block.strand = number;
  block.first = strand.written;
  block.capacity = static_cast<std::uint32_t>(block.bytes / state_bytes());
  try {
    strand.blocks.push_back(block);
  } catch (...) {
    give_up(block);
    throw;
  }
  strand.is_full = false;
  return true;
}

std::uint64_t LevelLog::next_bytes(const Strand& strand) const {
  const std::uint64_t next = strand.blocks.empty() ? options_.first_block : strand.blocks.back().bytes * 2;
  return whole_pages(std::max({std::min<std::uint64_t>(next, options_.largest_block), state_bytes(), kPage}));
}

/// Allocates memory outside of the heap, so that it goes back to the machine when it is freed.
Word* LevelLog::allocate(std::uint64_t count) {
  while (bytes() + count > hold_at_most_ && spill_one(false)) {
  }
  while (!budget_->try_take(count)) {
    if (!spill_one(false)) return nullptr;
  }
  void* const memory = ::mmap(nullptr, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    budget_->release(count);
    return nullptr;
  }
  held_bytes_ += count;
  return static_cast<Word*>(memory);
}

void LevelLog::give_up(Block& block) {
  if (block.memory == nullptr) return;
  ::munmap(block.memory, block.bytes);
  block.memory = nullptr;
  held_bytes_ -= block.bytes;
  budget_->release(block.bytes);
}

/// Blocks become full level by level, so those before the frontier come first.
LevelLog::Block* LevelLog::oldest(bool at_barrier) const {
  if (!full_.empty() && full_.front()->filled_at + 1 < ends_.size()) return full_.front();
  if (!ahead_.empty()) return ahead_.back();
  return at_barrier && !full_.empty() ? full_.front() : nullptr;
}

bool LevelLog::spill_one(bool at_barrier) {
  Block* const block = options_.may_spill ? oldest(at_barrier) : nullptr;
  if (block == nullptr) return false;
  const std::uint64_t bytes = block->capacity * state_bytes();
  const auto at = file_.append(block->memory, bytes);
  if (!at) return false;
  block->spilled_at = *at;
  spilled_bytes_ += bytes;
  give_up(*block);
  if (!ahead_.empty() && block == ahead_.back()) {
    ahead_.pop_back();
  } else {
    full_.pop_front();
  }
  return true;
}

std::uint64_t LevelLog::spill(std::uint64_t wanted) {
  const std::uint64_t before = bytes();
  while (before - bytes() < wanted && spill_one(true)) {
  }
  return before - bytes();
}

void LevelLog::end_level() {
  const auto depth = static_cast<std::uint32_t>(ends_.size());
  for (Strand& strand : strands_) {
    if (strand.written > strand.closed()) strand.marks.push_back({depth, strand.written});
  }
  ends_.push_back(size());
  full_.insert(full_.end(), ahead_.begin(), ahead_.end());
  ahead_.clear();
  while (bytes() > hold_at_most_ && spill_one(true)) {
  }
}

std::uint64_t LevelLog::size() const {
  std::uint64_t size = 0;
  for (const Strand& strand : strands_) size += strand.written;
  return size;
}

std::size_t LevelLog::levels() const {
  const std::uint64_t closed = ends_.empty() ? 0 : ends_.back();
  return ends_.size() + (size() > closed ? 1 : 0);
}

std::uint64_t LevelLog::level_size(std::size_t depth) const {
  const std::uint64_t first = depth == 0 ? 0 : ends_[depth - 1];
  return (depth < ends_.size() ? ends_[depth] : size()) - first;
}

LevelLog::Range LevelLog::Strand::level(std::size_t depth, std::size_t open_depth) const {
  if (depth == open_depth) return {closed(), written};
  const auto mark =
      std::lower_bound(marks.begin(), marks.end(), depth, [](const Mark& m, std::size_t d) { return m.depth < d; });
  if (mark == marks.end() || mark->depth != depth) return {0, 0};
  return {mark == marks.begin() ? 0 : (mark - 1)->end, mark->end};
}

std::vector<LevelLog::Piece> LevelLog::pieces(std::size_t depth, std::uint32_t max_states, Range part) const {
  std::vector<Piece> pieces;
  std::uint64_t first = 0;  // of the strand, within the level
  for (const Strand& strand : strands_) {
    Range states = strand.level(depth, ends_.size());
    const std::uint64_t count = states.end - states.first;
    const std::uint64_t skipped = std::min(count, part.first > first ? part.first - first : 0);
    const std::uint64_t kept = std::min(count, part.end > first ? part.end - first : 0);
    if (kept > skipped) cut(strand, {states.first + skipped, states.first + kept}, max_states, first + skipped, pieces);
    first += count;
  }
  return pieces;
}

void LevelLog::cut(const Strand& strand, Range states, std::uint32_t max_states, std::uint64_t first,
                   std::vector<Piece>& pieces) const {
  if (states.first >= states.end) return;
  auto block = std::upper_bound(strand.blocks.begin(), strand.blocks.end(), states.first,
                                [](std::uint64_t state, const Block& b) { return state < b.first; }) -
               1;
  while (states.first < states.end) {
    if (states.first >= block->first + block->capacity) ++block;
    const std::uint64_t end = std::min(states.end, block->first + block->capacity);
    const auto count = static_cast<std::uint32_t>(std::min<std::uint64_t>(max_states, end - states.first));
    pieces.push_back({&*block, static_cast<std::uint32_t>(states.first - block->first), count, first});
    states.first += count;
    first += count;
  }
}

const Word* LevelLog::Reader::read(const Piece& piece) {
  const std::uint64_t offset = std::uint64_t{piece.offset} * log_.words_;
  if (piece.block->memory != nullptr) return piece.block->memory + offset;
  const std::uint64_t words = std::uint64_t{piece.count} * log_.words_;
  if (states_.size() < words) states_.resize(words);
  log_.file_.read(states_.data(), words * sizeof(Word), piece.block->spilled_at + offset * sizeof(Word));
  return states_.data();
}

}  // namespace pagerace::checker
