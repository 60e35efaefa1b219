#include "checker/native/cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "checker/native/sha256.hpp"

namespace pagerace::native {
namespace {

namespace fs = std::filesystem;

constexpr const char* kModule = ".so";
constexpr const char* kWorkshop = "workshop-";

std::string users_folder() {
  const char* const cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return std::string(cache) + "/pagerace";
  const char* const home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? std::string(home) + "/.cache/pagerace" : "";
}

bool is_ours_alone(const struct stat& about) { return about.st_uid == geteuid() && (about.st_mode & 077) == 0; }

/// Why the folder cannot be used, or nothing.
std::string complaint_about(const std::string& folder) {
  if (folder.empty()) return "there is no home for it";
  std::error_code error;
  fs::create_directories(fs::path(folder).parent_path(), error);
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return folder + " cannot be made";
  struct stat about = {};
  if (lstat(folder.c_str(), &about) != 0 || !S_ISDIR(about.st_mode)) return folder + " is no folder";
  if (!is_ours_alone(about)) return folder + " is open to others";
  return access(folder.c_str(), W_OK | X_OK) == 0 ? "" : folder + " cannot be written";
}

std::string temporary_folder(const std::string& parent, const char* name) {
  std::string folder = parent + "/" + name + "XXXXXX";
  return mkdtemp(folder.data()) != nullptr ? folder : "";
}

/// The whole content of a file, if it is private to the user and not a link; else nothing.
std::optional<std::string> read_private(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  struct stat about = {};
  std::optional<std::string> content;
  if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) && is_ours_alone(about)) {
    content.emplace(static_cast<std::size_t>(about.st_size), '\0');
    std::size_t done = 0;
    for (ssize_t got = 1; got > 0 && done < content->size();
         done += static_cast<std::size_t>(std::max<ssize_t>(got, 0))) {
      got = read(file, content->data() + done, content->size() - done);
    }
    content->resize(done);
  }
  close(file);
  return content;
}

std::string digest_of(std::string_view content) {
  const Sha256::Digest digest = Sha256().add(content).digest();
  return {digest.begin(), digest.end()};
}

bool is_whole(std::string_view content) {
  constexpr std::size_t kDigest = sizeof(Sha256::Digest);
  if (content.size() <= kDigest) return false;
  return content.substr(content.size() - kDigest) == digest_of(content.substr(0, content.size() - kDigest));
}

}  // namespace

Cache::Cache(const std::string& folder, std::uint64_t most_bytes)
    : most_bytes_(most_bytes), folder_(folder.empty() ? users_folder() : folder) {
  const std::string complaint = complaint_about(folder_);
  if (!complaint.empty()) use_temporary(complaint);
}

Cache::~Cache() {
  std::error_code error;
  if (!workshop_.empty()) fs::remove_all(workshop_, error);
  if (is_temporary_) fs::remove_all(folder_, error);
}

void Cache::use_temporary(const std::string& why) {
  std::error_code error;
  folder_ = temporary_folder(fs::temp_directory_path(error).string(), "pagerace-");
  if (error || folder_.empty()) throw std::runtime_error("there is no folder for native code");
  is_temporary_ = true;
  notice_ = "native code is not kept: " + why;
}

std::string Cache::find(const std::string& name) {
  std::string path = folder_ + "/" + name + kModule;
  struct stat about = {};
  if (lstat(path.c_str(), &about) != 0) return "";
  const std::optional<std::string> content = read_private(path);
  if (!content) {
    use_temporary(path + " is open to others");
    return "";
  }
  if (!is_whole(*content)) {
    unlink(path.c_str());
    return "";
  }
  utimensat(AT_FDCWD, path.c_str(), nullptr, 0);  // used now, so it is removed last
  return path;
}

std::string Cache::add(const std::string& file, const std::string& name) {
  chmod(file.c_str(), 0600);
  const std::optional<std::string> content = read_private(file);
  if (!content) throw std::runtime_error("the C++ compiler has left no module");
  const std::string whole = file + ".whole";
  std::string path = folder_ + "/" + name + kModule;
  const int to = open(whole.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const std::string bytes = *content + digest_of(*content);
  const bool written = to >= 0 && write(to, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  if (to >= 0) close(to);
  if (!written || rename(whole.c_str(), path.c_str()) != 0) {
    throw std::runtime_error("native code cannot be written to " + folder_);
  }
  trim(path);
  return path;
}

const std::string& Cache::workshop() {
  if (workshop_.empty()) workshop_ = temporary_folder(folder_, kWorkshop);
  if (workshop_.empty()) throw std::runtime_error("native code cannot be written to " + folder_);
  return workshop_;
}

/// Removes the least recently used modules first, and also workshops left by killed processes.
void Cache::trim(const std::string& kept) {
  struct Entry {
    fs::file_time_type used;
    std::uint64_t bytes;
    fs::path path;
  };
  std::vector<Entry> entries;
  std::uint64_t bytes = 0;
  std::error_code error;
  const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    const auto used = entry.last_write_time(error);
    if (entry.path().filename().string().starts_with(kWorkshop)) {
      if (!error && used < yesterday) fs::remove_all(entry.path(), error);
    } else if (entry.path().extension() == kModule) {
      entries.push_back({used, entry.file_size(error), entry.path()});
      bytes += entries.back().bytes;
    }
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  for (const Entry& entry : entries) {
    if (bytes <= most_bytes_) return;
    if (entry.path == kept) continue;
    if (fs::remove(entry.path, error)) bytes -= entry.bytes;
  }
}

}  // namespace pagerace::native
