// Runs another program beside this one, without a shell.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace pagerace::native {

/// Its destructor ends the program, if it still runs, and everything that it has started.
class Process {
 public:
  /// words[0] is a path. The program's output goes to the file, and its input is empty. `folder` is for its temporary
  /// files. A file that the program writes may have 256 MiB. Throws std::runtime_error if the program cannot be
  /// started.
  Process(const std::vector<std::string>& words, const std::string& output, const std::string& folder);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Whether it ended successfully; nothing while it runs.
  std::optional<bool> poll();

 private:
  pid_t pid_ = -1;  ///< also the id of its process group; -1 once it has ended
  bool ended_well_ = false;
};

/// Finds a program as a shell does: by a path with a slash, or in $PATH. Empty if there is none.
std::string find_program(const std::string& name);

}  // namespace pagerace::native
