#include <algorithm>
#include <iterator>

#include "checker/checkpoint/checksum.hpp"
#include "checker/checkpoint/state_file.hpp"
#include "checker/checkpoint/state_format.hpp"

namespace pagerace::checker {

namespace {

/// Appends words to the end of a file.
class WordSink {
 public:
  WordSink(Disk& disk, const std::string& name, std::uint64_t at) : disk_(disk), name_(name), at_(at) {
    buffer_.reserve(kBufferWords);
  }

  void put(Word word) {
    buffer_.push_back(word);
    if (buffer_.size() >= kBufferWords) flush();
  }
  void put(const Word* words, std::uint64_t count) {
    if (buffer_.size() + count > kBufferWords) flush();
    if (count >= kBufferWords) {
      write(words, count);
    } else {
      buffer_.insert(buffer_.end(), words, words + count);
    }
  }
  void flush() {
    write(buffer_.data(), buffer_.size());
    buffer_.clear();
  }
  std::uint64_t end() const { return at_ + buffer_.size() * sizeof(Word); }

 private:
  void write(const Word* words, std::uint64_t count) {
    if (count > 0) disk_.write(name_, at_, words, count * sizeof(Word));
    at_ += count * sizeof(Word);
  }

  Disk& disk_;
  const std::string& name_;
  std::uint64_t at_;
  std::vector<Word> buffer_;
};

class Saver {
 public:
  Saver(Disk& disk, const std::string& name, const LevelLog& log, const Extent& before)
      : log_(log), reader_(log), extent_(before), sink_(disk, name, before.bytes) {}

  Extent save() {
    if (extent_.bytes == 0) {
      sink_.put(kStatesMagic);
      sink_.put(log_.words());
      extent_.checksum = first_checksum(log_.words());
    }
    extent_.open_level.resize(log_.strands());
    const auto closed = static_cast<std::uint32_t>(log_.closed_levels());
    for (std::uint32_t depth = extent_.closed_levels; depth <= closed; ++depth) {
      save_level(depth);
      if (depth < closed) std::fill(extent_.open_level.begin(), extent_.open_level.end(), 0);
    }
    extent_.closed_levels = closed;
    sink_.flush();
    extent_.bytes = sink_.end();
    return extent_;
  }

 private:
  /// The saved states of a strand are the first ones of its part of the level.
  void save_level(std::uint32_t depth) {
    const std::vector<LevelLog::Piece> pieces = log_.pieces(depth);
    for (auto piece = pieces.begin(); piece != pieces.end();) {
      const unsigned strand = log_.strand_of(*piece);
      std::uint64_t skipped = extent_.open_level[strand];
      parts_.clear();
      for (; piece != pieces.end() && log_.strand_of(*piece) == strand; ++piece) {
        const auto skip = static_cast<std::uint32_t>(std::min<std::uint64_t>(piece->count, skipped));
        skipped -= skip;
        LevelLog::Piece part = *piece;
        part.offset += skip;
        part.count -= skip;
        if (part.count > 0) parts_.push_back(part);
      }
      if (!parts_.empty()) save_segment(depth, strand);
    }
  }

  void save_segment(std::uint32_t depth, unsigned strand) {
    std::uint64_t count = 0;
    for (const LevelLog::Piece& part : parts_) count += part.count;
    const Word head[] = {Word{depth} << 32 | strand, count};
    Checksum sum(extent_.checksum);
    sum.add(head, std::size(head));
    sink_.put(head, std::size(head));
    for (const LevelLog::Piece& part : parts_) {
      const Word* const states = reader_.read(part);
      sum.add(states, std::uint64_t{part.count} * log_.words());
      sink_.put(states, std::uint64_t{part.count} * log_.words());
    }
    sink_.put(sum.value());
    extent_.checksum = sum.value();
    extent_.states += count;
    extent_.open_level[strand] += count;
  }

  const LevelLog& log_;
  LevelLog::Reader reader_;
  Extent extent_;
  WordSink sink_;
  std::vector<LevelLog::Piece> parts_;
};

}  // namespace

Extent append_states(Disk& disk, const std::string& name, const LevelLog& log, const Extent& before) {
  return Saver(disk, name, log, before).save();
}

}  // namespace pagerace::checker
