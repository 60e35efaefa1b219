// Unified diffs, as git and diff -u write them.
#pragma once

#include <string>
#include <vector>

#include "patch/text.hpp"

namespace pagerace::patch {

struct Hunk {
  unsigned line = 0;  ///< of its header, in the file that was read
  unsigned old_begin = 0, old_count = 0, new_begin = 0, new_count = 0;
  std::string context;             ///< what stands after the second @@
  std::vector<std::string> lines;  ///< each with ' ', '-' or '+' before it
};

/// What a patch does to one file.
struct FileChange {
  enum class Kind { Modified, Added, Deleted, Renamed, Copied };
  Kind kind = Kind::Modified;
  unsigned line = 0;               ///< where it begins, in the file that was read
  std::string old_path, new_path;  ///< from the root of the tree; one is empty for a file that is added or deleted
  bool is_binary = false;
  std::vector<Hunk> hunks;

  const std::string& path() const { return new_path.empty() ? old_path : new_path; }
};

/// All that is a diff among the lines; other lines are passed over. Throws BadPatch if a hunk cannot be read, or is cut
/// off. `path` is for errors.
std::vector<FileChange> read_diff(const std::string& path, const std::vector<Line>& lines);

}  // namespace pagerace::patch
