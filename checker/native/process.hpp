// Another program, run beside this one. No shell is involved.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace pagerace::native {

/// Ends the program, with all that it has started, when it is destroyed first.
class Process {
 public:
  /// words[0] is a path. What it prints goes to the file; it reads nothing. `folder` is for its temporary files.
  /// Throws std::runtime_error where it cannot be started.
  Process(const std::vector<std::string>& words, const std::string& output, const std::string& folder);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Whether it ended well; nothing while it runs.
  std::optional<bool> poll();

 private:
  pid_t pid_ = -1;  ///< also of its process group; -1 once it has ended
  bool ended_well_ = false;
};

/// Path of a program as a shell would find it: with a slash in its name, or in $PATH. Empty if there is none.
std::string find_program(const std::string& name);

}  // namespace pagerace::native
