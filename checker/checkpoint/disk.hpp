// What a checkpoint asks of a file system.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace pagerace::checker {

struct DiskError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The files of one folder, by name. What has not been synced may be lost, in whole or in part and in any order, when
/// the machine goes down; what has been, stays. Everything may throw DiskError, and may then have been done in part.
/// Not thread-safe.
class Disk {
 public:
  virtual ~Disk() = default;

  /// For readers: the folder's path.
  virtual const std::string& path() const = 0;

  virtual std::optional<std::uint64_t> size(const std::string& name) = 0;  ///< nothing: there is no such file
  /// The bytes must be there.
  virtual void read(const std::string& name, std::uint64_t at, void* bytes, std::uint64_t count) = 0;

  /// Makes the file where there is none.
  virtual void write(const std::string& name, std::uint64_t at, const void* bytes, std::uint64_t count) = 0;
  /// Makes the file where there is none.
  virtual void resize(const std::string& name, std::uint64_t size) = 0;
  virtual void sync(const std::string& name) = 0;  ///< what was written to the file
  /// Replaces a file that is called `to` at one stroke.
  virtual void rename(const std::string& from, const std::string& to) = 0;
  virtual void remove(const std::string& name) = 0;  ///< nothing happens where there is no such file
  virtual void sync_names() = 0;                     ///< what was made, renamed and removed
};

}  // namespace pagerace::checker
