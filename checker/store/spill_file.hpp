// A file for data whose memory was freed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace pagerace::checker {

/// A file without a name, which disappears with the process. It is created at the first write. Many threads may read at
/// once, also while another one writes; only one thread may write.
class SpillFile {
 public:
  /// If `folder` is empty, uses the first of $TMPDIR, /var/tmp and /tmp that is not a file system in memory, since a
  /// file there would free no memory.
  explicit SpillFile(std::string folder) : folder_(std::move(folder)) {}
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;

  /// Returns the position of the bytes in the file. Returns nothing if they could not be written completely, for
  /// example because the disk is full; a later attempt may succeed.
  std::optional<std::uint64_t> append(const void* bytes, std::uint64_t count);

  /// Throws std::runtime_error if the disk does not return what was written.
  void read(void* bytes, std::uint64_t count, std::uint64_t at) const;

  std::uint64_t size() const { return size_; }

 private:
  bool open();

  std::string folder_;
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace pagerace::checker
