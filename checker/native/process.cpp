#include "checker/native/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <stdexcept>

namespace pagerace::native {
namespace {

/// A program that writes without end is ended at this size, before it fills the disk.
constexpr rlim_t kLargestFile = rlim_t{256} << 20;

/// How the new program starts: only its output is open, it has its own process group, and no signals are blocked.
class Setting {
 public:
  explicit Setting(const std::string& output) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
#if __GLIBC_PREREQ(2, 34)
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
#endif
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  }
  ~Setting() {
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
  }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

  posix_spawn_file_actions_t actions = {};
  posix_spawnattr_t attributes = {};
};

/// The environment of this process, except that messages are in English and temporary files go to the folder.
std::vector<std::string> environment_with(const std::string& folder) {
  std::vector<std::string> all{"LC_ALL=C", "TMPDIR=" + folder};
  for (char** at = environ; *at != nullptr; ++at) {
    const std::string entry = *at;
    if (!entry.starts_with("LC_ALL=") && !entry.starts_with("TMPDIR=")) all.push_back(entry);
  }
  return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Process::Process(const std::vector<std::string>& words, const std::string& output, const std::string& folder) {
  const Setting setting(output);
  std::vector<std::string> arguments = words, environment = environment_with(folder);
  const int error = posix_spawn(&pid_, words.at(0).c_str(), &setting.actions, &setting.attributes,
                                pointers_to(arguments).data(), pointers_to(environment).data());
  if (error != 0) throw std::runtime_error(words[0] + " cannot be started: " + std::strerror(error));
  const rlimit largest_file = {kLargestFile, kLargestFile};
  prlimit(pid_, RLIMIT_FSIZE, &largest_file, nullptr);
}

Process::~Process() {
  if (pid_ < 0) return;
  kill(-pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::optional<bool> Process::poll() {
  if (pid_ < 0) return ended_well_;
  int status = 0;
  const pid_t ended = waitpid(pid_, &status, WNOHANG);
  if (ended == 0 || (ended < 0 && errno == EINTR)) return std::nullopt;
  // If SIGCHLD is ignored, the result is unknown. If the program failed, its output file will be missing.
  const bool is_unknown = ended < 0 && errno == ECHILD;
  ended_well_ = is_unknown || (ended == pid_ && WIFEXITED(status) && WEXITSTATUS(status) == 0);
  pid_ = -1;
  return ended_well_;
}

std::string find_program(const std::string& name) {
  const auto is_program = [](const std::string& path) {
    std::error_code error;
    return std::filesystem::is_regular_file(path, error) && access(path.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string::npos) return is_program(name) ? name : "";
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    std::string candidate = folder;
    candidate.append("/").append(name);
    if (!folder.empty() && is_program(candidate)) return candidate;
  }
  return "";
}

}  // namespace pagerace::native
