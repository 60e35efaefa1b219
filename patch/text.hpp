// A posting as lines that know where they came from, and the errors in it.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace pagerace::patch {

/// Without its line end. Lines that were encoded have the number of the first encoded one.
struct Line {
  std::string text;
  unsigned number = 0;  ///< in its file, from 1
};

/// What was posted cannot be read. The message is for the user: "series.mbox:12: error: ...".
struct BadPatch : std::runtime_error {
  using std::runtime_error::runtime_error;
  BadPatch(const std::string& path, unsigned line, const std::string& message);
};

/// CRLF ends a line as LF does. `first` is the number of the first line.
std::vector<Line> lines_of(std::string_view text, unsigned first = 1);

std::string_view trimmed(std::string_view text);
/// ASCII only.
std::string lower(std::string_view text);

}  // namespace pagerace::patch
