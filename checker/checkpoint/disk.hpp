// What a checkpoint needs from a file system.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace pagerace::checker {

struct DiskError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The files of one folder, by name. If the machine goes down, data that was not synced may be lost, in whole or in
/// part and in any order; synced data stays. All functions may throw DiskError, and may then have done a part of their
/// work. Not thread-safe.
class Disk {
 public:
  virtual ~Disk() = default;

  /// For readers: the folder's path.
  virtual const std::string& path() const = 0;

  virtual std::optional<std::uint64_t> size(const std::string& name) = 0;  ///< nothing if there is no such file
  /// The file must hold all these bytes.
  virtual void read(const std::string& name, std::uint64_t at, void* bytes, std::uint64_t count) = 0;

  /// Creates the file if it does not exist.
  virtual void write(const std::string& name, std::uint64_t at, const void* bytes, std::uint64_t count) = 0;
  /// Creates the file if it does not exist.
  virtual void resize(const std::string& name, std::uint64_t size) = 0;
  virtual void sync(const std::string& name) = 0;  ///< syncs what was written to the file
  /// Atomically replaces a file named `to`, if there is one.
  virtual void rename(const std::string& from, const std::string& to) = 0;
  virtual void remove(const std::string& name) = 0;  ///< does nothing if there is no such file
  virtual void sync_names() = 0;                     ///< syncs which files were created, renamed and removed
};

}  // namespace pagerace::checker
