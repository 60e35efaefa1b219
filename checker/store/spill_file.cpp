#include "checker/store/spill_file.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <vector>

namespace pagerace::checker {

namespace {

/// Not all file systems support files without a name.
int open_nameless(const std::string& folder) {
  const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  std::string name = folder + "/pagerace-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

bool is_in_memory(int file) {
  struct statfs system = {};
  return ::fstatfs(file, &system) == 0 && (system.f_type == TMPFS_MAGIC || system.f_type == RAMFS_MAGIC);
}

std::vector<std::string> usual_folders() {
  std::vector<std::string> folders;
  const char* const chosen = std::getenv("TMPDIR");
  if (chosen != nullptr && *chosen != '\0') folders.emplace_back(chosen);
  folders.emplace_back("/var/tmp");
  folders.emplace_back("/tmp");
  return folders;
}

}  // namespace

SpillFile::~SpillFile() {
  if (file_ >= 0) ::close(file_);
}

bool SpillFile::open() {
  if (file_ >= 0) return true;
  if (!folder_.empty()) {
    file_ = open_nameless(folder_);
    return file_ >= 0;
  }
  return std::ranges::any_of(usual_folders(), [this](const std::string& folder) {
    file_ = open_nameless(folder);
    if (file_ >= 0 && !is_in_memory(file_)) return true;
    if (file_ >= 0) ::close(file_);
    file_ = -1;
    return false;
  });
}

std::optional<std::uint64_t> SpillFile::append(const void* bytes, std::uint64_t count) {
  if (!open()) return std::nullopt;
  const char* from = static_cast<const char*>(bytes);
  std::uint64_t done = 0;
  while (done < count) {
    const ssize_t written = ::pwrite(file_, from + done, count - done, static_cast<off_t>(size_ + done));
    if (written > 0) done += static_cast<std::uint64_t>(written);
    if (written == 0 || (written < 0 && errno != EINTR)) return std::nullopt;
  }
  const std::uint64_t at = size_;
  size_ += count;
  return at;
}

void SpillFile::read(void* bytes, std::uint64_t count, std::uint64_t at) const {
  char* to = static_cast<char*>(bytes);
  while (count > 0) {
    const ssize_t got = ::pread(file_, to, count, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      const std::string why = got == 0 ? "the file is too short" : std::strerror(errno);
      throw std::runtime_error("states written to disk cannot be read back: " + why);
    }
    to += got;
    at += static_cast<std::uint64_t>(got);
    count -= static_cast<std::uint64_t>(got);
  }
}

}  // namespace pagerace::checker
