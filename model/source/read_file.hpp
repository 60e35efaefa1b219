// Reads a whole file into memory.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace pagerace::source {

/// A text, or the reason why there is none ("is a folder").
struct ReadResult {
  std::optional<std::string> text;
  std::string problem;
};

/// Reads all of a file. A pipe is read only where a shell put it (`/dev/fd/63`, `/dev/stdin`), since nobody may ever
/// write to any other, and a device may never end: both are refused, and so is a file of more than `most` bytes.
/// Thread-safe.
ReadResult read_file(const std::string& path, std::size_t most = std::size_t{256} << 20);

}  // namespace pagerace::source
