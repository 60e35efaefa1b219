// A search that is made up, for its checkpoints.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "checker/checkpoint/search_snapshot.hpp"

namespace pagerace::checker {

inline constexpr SnapshotShape kShape = {
    .words = 2, .marks = 5, .failures = 3, .cells = 4, .threads = 2, .observations = 4};
inline const ModelIdentity kIdentity = {{"tool", "pagerace 1"}, {"kernel", "v6.1\xff"}, {"store", "exact"}};

/// All that one can tell of a log: its strands, by level.
struct Content {
  std::size_t closed = 0;
  std::vector<std::vector<std::vector<Word>>> levels;
  bool operator==(const Content&) const = default;
};
Content content_of(const LevelLog& log);

std::unique_ptr<LevelLog> make_log(std::uint64_t budget = Budget::kUnlimited);

/// Grows a log as a search would: each round closes some levels, and leaves one open. The same seed, the same log.
class Grower {
 public:
  explicit Grower(unsigned seed) : random_(seed) {}
  void grow(LevelLog& log);

 private:
  void write(LevelLog& log);

  std::mt19937 random_;
};

/// Fits the log as it is.
SearchSnapshot sample_of(const LevelLog& log);
bool operator==(const SearchSnapshot& left, const SearchSnapshot& right);

}  // namespace pagerace::checker
