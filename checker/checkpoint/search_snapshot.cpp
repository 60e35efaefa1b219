#include "checker/checkpoint/search_snapshot.hpp"

#include <algorithm>

namespace pagerace::checker {

std::vector<LevelLog::Range> ranges_of(const std::vector<LevelLog::Piece>& pieces) {
  std::vector<LevelLog::Range> ranges;
  ranges.reserve(pieces.size());
  for (const LevelLog::Piece& piece : pieces) ranges.push_back({piece.first, piece.first + piece.count});
  std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::size_t kept = 0;
  for (const LevelLog::Range& range : ranges) {
    if (kept > 0 && ranges[kept - 1].end == range.first) {
      ranges[kept - 1].end = range.end;
    } else {
      ranges[kept++] = range;
    }
  }
  ranges.resize(kept);
  return ranges;
}

}  // namespace pagerace::checker
