// Compiled modules, kept for the next time. Code from there is executed, so the folder and each file must be ours
// alone.
#pragma once

#include <cstdint>
#include <string>

namespace pagerace::native {

/// A folder that only we can read and write. Files are named after what they were made from, end in a digest of their
/// content, and come and go whole: other processes may use the same folder.
class Cache {
 public:
  /// `folder`: empty for the user's own, $XDG_CACHE_HOME/pagerace or ~/.cache/pagerace. Where it is not private, or
  /// cannot be made, a fresh private one is used and removed in the end; notice() says so. Throws std::runtime_error
  /// where there cannot even be that.
  explicit Cache(const std::string& folder, std::uint64_t most_bytes = kMostBytes);
  ~Cache();
  Cache(const Cache&) = delete;
  Cache& operator=(const Cache&) = delete;

  /// Path of the module with this name, if it is there, whole and private; empty if not. What is damaged is removed.
  std::string find(const std::string& name);
  /// Takes a compiled file over; returns where it is now. The oldest others go where they would be too much.
  std::string add(const std::string& file, const std::string& name);
  /// A folder for files that are not kept, removed with the cache.
  const std::string& workshop();

  const std::string& folder() const { return folder_; }
  /// One line for users, or empty.
  const std::string& notice() const { return notice_; }

  static constexpr std::uint64_t kMostBytes = std::uint64_t{256} << 20;

 private:
  void use_temporary(const std::string& why);
  void trim(const std::string& kept);

  std::uint64_t most_bytes_;
  std::string folder_, workshop_, notice_;
  bool is_temporary_ = false;
};

}  // namespace pagerace::native
