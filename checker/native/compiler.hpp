// Finds the C++ compiler of the machine.
#pragma once

#include <string>
#include <vector>

namespace pagerace::native {

struct Compiler {
  std::vector<std::string> command;  ///< a path, and the further words of $CXX
  std::string identity;  ///< changes with the compiler, the processor, and everything else that affects its output
};

/// $CXX if it is set, else c++, g++ or clang++ in $PATH. Throws std::runtime_error, with one line for users, if there
/// is none.
Compiler find_compiler();

/// The arguments between the command and the files.
std::vector<std::string> compiler_flags(const std::string& header_folder);

/// The first error in a compiler's output, on one line.
std::string first_complaint(const std::string& output);

}  // namespace pagerace::native
