#include "tests/program/running.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace pagerace::program_tests {

Running::Running(const std::vector<std::string>& arguments)
    : errors_((std::filesystem::temp_directory_path() / "pagerace-program-XXXXXX").string()) {
  const int errors = mkstemp(errors_.data());
  if (errors < 0) throw std::runtime_error("no file for the test");
  std::vector<char*> words{const_cast<char*>("pagerace")};
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    const int nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    if (chdir(PAGERACE_SOURCE_DIR) == 0) execv(PAGERACE_BINARY, words.data());
    _exit(127);
  }
  close(errors);
}

Running::~Running() {
  if (!is_over_) {
    send(SIGKILL);
    wait();
  }
  std::filesystem::remove(errors_);
}

void Running::send(int signal) const { kill(pid_, signal); }

bool Running::catches(int signal) const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with("SigCgt:")) continue;
    return (std::stoull(line.substr(7), nullptr, 16) >> (signal - 1) & 1) != 0;
  }
  return false;
}

int Running::wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  is_over_ = true;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::vector<std::string> Running::lines() const {
  std::ifstream in(errors_);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line) && !in.eof();) lines.push_back(line);
  return lines;
}

void wait_for(std::chrono::milliseconds time) { std::this_thread::sleep_for(time); }

}  // namespace pagerace::program_tests
