// The program itself, while it runs.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace pagerace::program_tests {

/// `pagerace ARGUMENTS`, from the repository's root, with stderr in a file and no stdout. Killed where it is not over.
class Running {
 public:
  explicit Running(const std::vector<std::string>& arguments);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  void send(int signal) const;
  bool catches(int signal) const;          ///< by now
  int wait();                              ///< for its end; the exit status, or 128 and the signal that ended it
  std::vector<std::string> lines() const;  ///< of stderr, whole ones, by now

 private:
  pid_t pid_ = -1;
  bool is_over_ = false;
  std::string errors_;
};

/// Asks again and again, for ten seconds at most.
template <class Condition>
bool comes_true(Condition&& condition);

/// Lets time pass.
void wait_for(std::chrono::milliseconds time);

template <class Condition>
bool comes_true(Condition&& condition) {
  for (int i = 0; i < 1000; ++i) {
    if (condition()) return true;
    wait_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace pagerace::program_tests
