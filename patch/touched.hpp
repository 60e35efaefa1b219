// Which functions a patch touches, as far as its text says so.
#pragma once

#include <string>
#include <vector>

#include "patch/diff.hpp"

namespace pagerace::patch {

/// A function that changed lines belong to. The head of a hunk names the function that it begins in; other heads stand
/// within the hunk. A line that belongs to no function is none of these.
struct Touched {
  enum class Kind { Changed, Added, Removed };
  std::string path, function;
  Kind kind = Kind::Changed;
  std::vector<Hunk> hunks;  ///< those that touch it
};

/// Changed lines that belong to no function: of a type, a macro, a variable or a comment.
struct Outside {
  std::string path;
  unsigned line = 0;    ///< of the first of them, in the new file, or in the old one where the file is deleted
  unsigned number = 0;  ///< of lines
  std::string within;   ///< "struct zone {", or what the hunk says that it comes after; may be empty
};

struct TouchedBy {
  std::vector<Touched> functions;  ///< each once, in the order in which the patch comes by them
  std::vector<Outside> outside;

  /// Adds what a later patch of a series does. What one patch adds and a later one changes is added.
  void add(const TouchedBy& later);
};

TouchedBy touched_by(const FileChange& change);

/// Whether the file is C.
bool is_c(const std::string& path);

}  // namespace pagerace::patch
