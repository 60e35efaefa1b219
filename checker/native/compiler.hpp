// The C++ compiler of the machine.
#pragma once

#include <string>
#include <vector>

namespace pagerace::native {

struct Compiler {
  std::vector<std::string> command;  ///< a path, and what $CXX gives besides
  std::string identity;              ///< changes with the compiler, the processor, and what else shapes its output
};

/// $CXX if it is set, else c++, g++ or clang++ in $PATH. Throws std::runtime_error, with one line for users, where
/// there is none.
Compiler find_compiler();

/// What is said to it, between the command and the files.
std::vector<std::string> compiler_flags(const std::string& header_folder);

/// The first error in what a compiler printed, on one line.
std::string first_complaint(const std::string& output);

}  // namespace pagerace::native
