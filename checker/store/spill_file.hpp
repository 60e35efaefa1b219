// Memory that was given up, on disk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace pagerace::checker {

/// A file without a name, that is gone with the process. It is made when something is first written. Reading is safe
/// for many threads at once, and beside writing; writing is for one.
class SpillFile {
 public:
  /// `folder` empty: $TMPDIR, /var/tmp or /tmp, whichever is the first that is no file system in memory, where a file
  /// would give nothing up.
  explicit SpillFile(std::string folder) : folder_(std::move(folder)) {}
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;

  /// Where the bytes stand in the file. Nothing where they could not be written whole, because the disk is full, say;
  /// a later attempt may succeed.
  std::optional<std::uint64_t> append(const void* bytes, std::uint64_t count);

  /// Throws std::runtime_error where the disk does not give back what was written.
  void read(void* bytes, std::uint64_t count, std::uint64_t at) const;

  std::uint64_t size() const { return size_; }

 private:
  bool open();

  std::string folder_;
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace pagerace::checker
