#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "checker/checkpoint/checksum.hpp"
#include "checker/checkpoint/state_file.hpp"
#include "checker/checkpoint/state_format.hpp"

namespace pagerace::checker {

namespace {

/// Reads the words of a file in order, but no further than the file is known to extend.
class WordSource {
 public:
  WordSource(Disk& disk, const std::string& name, std::uint64_t bytes)
      : disk_(disk), name_(name), left_(bytes / sizeof(Word)) {}

  std::uint64_t left() const { return left_ + (buffer_.size() - next_); }

  Word get() {
    if (left() == 0) throw Damaged("a segment of states is cut off");
    if (next_ == buffer_.size()) refill();
    return buffer_[next_++];
  }
  /// `count` must be at most left().
  void get(Word* words, std::uint64_t count) {
    while (count > 0) {
      if (next_ == buffer_.size()) refill();
      const std::uint64_t some = std::min<std::uint64_t>(count, buffer_.size() - next_);
      std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(next_), some, words);
      words += some;
      next_ += some;
      count -= some;
    }
  }

 private:
  void refill() {
    buffer_.resize(std::min(left_, kBufferWords));
    disk_.read(name_, at_, buffer_.data(), buffer_.size() * sizeof(Word));
    at_ += buffer_.size() * sizeof(Word);
    left_ -= buffer_.size();
    next_ = 0;
  }

  Disk& disk_;
  const std::string& name_;
  std::uint64_t left_;  ///< words that are not yet in the buffer
  std::uint64_t at_ = 0;
  std::vector<Word> buffer_;
  std::size_t next_ = 0;
};

/// Trusts nothing before it has been checked. So a log never becomes larger than its file.
class Loader {
 public:
  Loader(Disk& disk, const std::string& name, const Extent& extent, LevelLog& log)
      : extent_(extent), log_(log), source_(disk, name, extent.bytes), rooms_(extent.open_level.size()) {
    for (std::size_t strand = 0; strand < rooms_.size(); ++strand) log_.add_strand();
  }

  void load() {
    if (source_.left() < 2 || source_.get() != kStatesMagic || source_.get() != log_.words()) {
      throw Damaged("the states are not those of a checkpoint like this");
    }
    sum_ = first_checksum(log_.words());
    std::vector<std::uint64_t> open_level(rooms_.size());
    while (source_.left() > 0) {
      const Word head = source_.get();
      const auto depth = head >> 32, strand = head & std::numeric_limits<std::uint32_t>::max();
      if (strand >= rooms_.size() || depth < log_.closed_levels() || depth > extent_.closed_levels) {
        throw Damaged("a segment of states is of no level");
      }
      close_levels(depth);
      const std::uint64_t count = load_segment(head, static_cast<unsigned>(strand));
      if (depth == extent_.closed_levels) open_level[strand] += count;
    }
    close_levels(extent_.closed_levels);
    if (sum_ != extent_.checksum) throw Damaged("the states have another checksum than the manifest says");
    if (log_.size() != extent_.states || open_level != extent_.open_level) throw Damaged("some states are missing");
  }

 private:
  /// Levels without states take memory too, so no more of them are accepted than a search makes.
  void close_levels(std::uint64_t depth) {
    for (std::size_t strand = 0; strand < rooms_.size(); ++strand) {
      log_.written(static_cast<unsigned>(strand), rooms_[strand].begin);
    }
    if (depth > log_.size() + 1) throw Damaged("there are more levels than states");
    while (log_.closed_levels() < depth) log_.end_level();
  }

  std::uint64_t load_segment(Word head, unsigned strand) {
    const std::uint64_t count = source_.get();
    if (count == 0 || count > source_.left() / log_.words()) throw Damaged("a segment of states is cut off");
    Checksum sum(sum_);
    sum.add(head);
    sum.add(count);
    LevelLog::Room& room = rooms_[strand];
    for (std::uint64_t words = count * log_.words(); words > 0;) {
      if (room.begin == room.end) room = log_.more(strand, room.begin);
      if (room.begin == nullptr) throw NoRoom();
      const std::uint64_t some = std::min(words, static_cast<std::uint64_t>(room.end - room.begin));
      source_.get(room.begin, some);
      sum.add(room.begin, some);
      room.begin += some;
      words -= some;
    }
    sum_ = sum.value();
    if (source_.get() != sum_) throw Damaged("states have been changed");
    return count;
  }

  const Extent& extent_;
  LevelLog& log_;
  WordSource source_;
  std::vector<LevelLog::Room> rooms_;  ///< of the strands
  std::uint64_t sum_ = 0;
};

}  // namespace

void load_states(Disk& disk, const std::string& name, const Extent& extent, LevelLog& log) {
  if (log.strands() > 0) throw std::logic_error("a checkpoint is loaded into a log that is in use");
  const auto size = disk.size(name);
  if (!size) throw Damaged(fmt::format("the file {} is missing", name));
  if (*size < extent.bytes) throw Damaged(fmt::format("the file {} is {} bytes too short", name, extent.bytes - *size));
  if (extent.bytes % sizeof(Word) != 0) throw Damaged("the manifest has an odd length for the states");
  Loader(disk, name, extent, log).load();
}

}  // namespace pagerace::checker
