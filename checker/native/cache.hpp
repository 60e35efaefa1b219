// Compiled modules, kept for later runs. Code from the cache is executed, so the folder and each file must be private
// to the user.
#pragma once

#include <cstdint>
#include <string>

namespace pagerace::native {

/// A folder that only the user can read and write. File names come from what the file was made from, and end in a
/// digest of its content. Files appear and disappear as a whole, so several processes may use the folder at once.
class Cache {
 public:
  /// `folder`: empty for the user's own, $XDG_CACHE_HOME/pagerace or ~/.cache/pagerace. If it is not private or cannot
  /// be created, a new private folder is used and removed at the end, and notice() says so. Throws std::runtime_error
  /// if even that is impossible.
  explicit Cache(const std::string& folder, std::uint64_t most_bytes = kMostBytes);
  ~Cache();
  Cache(const Cache&) = delete;
  Cache& operator=(const Cache&) = delete;

  /// The path of the module with this name if it is there, complete and private; else empty. Damaged files are removed.
  std::string find(const std::string& name);
  /// Takes over a compiled file and returns its new path. Removes the oldest other files if there would be too many
  /// bytes.
  std::string add(const std::string& file, const std::string& name);
  /// A folder for temporary files, removed with the cache.
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
