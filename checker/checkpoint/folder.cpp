#include "checker/checkpoint/folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace pagerace::checker {

namespace {

/// Also syncs the parent folder, so that the new folder still exists after the machine has gone down.
void make_folder(const std::string& path) {
  std::error_code error;
  const bool is_new = std::filesystem::create_directories(path, error);
  if (error) throw DiskError(fmt::format("cannot make the folder {}: {}", path, error.message()));
  if (!is_new) return;
  const int parent = ::open((path + "/..").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (parent < 0) return;
  ::fsync(parent);
  ::close(parent);
}

}  // namespace

Folder::Folder(std::string path, Missing missing) : path_(std::move(path)) {
  if (missing == Missing::Make) make_folder(path_);
  folder_ = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder_ < 0) throw DiskError(fmt::format("cannot open the folder {}: {}", path_, std::strerror(errno)));
  if (::flock(folder_, LOCK_EX | LOCK_NB) == 0) return;
  const int reason = errno;
  ::close(folder_);
  if (reason == EWOULDBLOCK) throw DiskError(fmt::format("the folder {} is in use by a search that still runs", path_));
  throw DiskError(fmt::format("cannot lock the folder {}: {}", path_, std::strerror(reason)));
}

Folder::~Folder() {
  for (const auto& [name, file] : files_) ::close(file);
  ::close(folder_);
}

void Folder::fail(const std::string& name, const std::string& what) const {
  throw DiskError(fmt::format("cannot {} {}/{}: {}", what, path_, name, std::strerror(errno)));
}

int Folder::open(const std::string& name) {
  const auto known = files_.find(name);
  if (known != files_.end()) return known->second;
  const int file = ::openat(folder_, name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) fail(name, "open");
  files_.emplace(name, file);
  return file;
}

void Folder::forget(const std::string& name) {
  const auto known = files_.find(name);
  if (known == files_.end()) return;
  ::close(known->second);
  files_.erase(known);
}

std::optional<std::uint64_t> Folder::size(const std::string& name) {
  struct stat status = {};
  if (::fstatat(folder_, name.c_str(), &status, 0) != 0) {
    if (errno == ENOENT) return std::nullopt;
    fail(name, "look at");
  }
  if (!S_ISREG(status.st_mode)) throw DiskError(fmt::format("{}/{} is no file", path_, name));
  return static_cast<std::uint64_t>(status.st_size);
}

void Folder::read(const std::string& name, std::uint64_t at, void* bytes, std::uint64_t count) {
  const int file = open(name);
  char* to = static_cast<char*>(bytes);
  while (count > 0) {
    const ssize_t got = ::pread(file, to, count, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(name, "read");
    if (got == 0) throw DiskError(fmt::format("cannot read {}/{}: it has become shorter", path_, name));
    to += got;
    at += static_cast<std::uint64_t>(got);
    count -= static_cast<std::uint64_t>(got);
  }
}

void Folder::write(const std::string& name, std::uint64_t at, const void* bytes, std::uint64_t count) {
  const int file = open(name);
  const char* from = static_cast<const char*>(bytes);
  while (count > 0) {
    const ssize_t done = ::pwrite(file, from, count, static_cast<off_t>(at));
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) fail(name, "write");
    from += done;
    at += static_cast<std::uint64_t>(done);
    count -= static_cast<std::uint64_t>(done);
  }
}

void Folder::resize(const std::string& name, std::uint64_t size) {
  if (::ftruncate(open(name), static_cast<off_t>(size)) != 0) fail(name, "write");
}

void Folder::sync(const std::string& name) {
  if (::fsync(open(name)) != 0) fail(name, "write");
}

void Folder::rename(const std::string& from, const std::string& to) {
  forget(from);
  forget(to);
  if (::renameat(folder_, from.c_str(), folder_, to.c_str()) != 0) fail(from, "rename");
}

void Folder::remove(const std::string& name) {
  forget(name);
  if (::unlinkat(folder_, name.c_str(), 0) != 0 && errno != ENOENT) fail(name, "remove");
}

void Folder::sync_names() {
  if (::fsync(folder_) != 0) fail(".", "write");
}

}  // namespace pagerace::checker
