// The command line: which subcommand was asked for, with what options.
//
// CLI11 takes six seconds to compile. Only this folder includes it, and no header outside of this folder does.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/check.hpp"
#include "cli/compare.hpp"
#include "cli/exit_code.hpp"
#include "cli/info.hpp"
#include "cli/list.hpp"
#include "cli/mutate.hpp"
#include "cli/test.hpp"
#include "cli/trace.hpp"

namespace pagerace::cli {

/// What pagerace says in the place of running a subcommand: help, its version, or what is wrong with the arguments.
struct Answer {
  Exit exit = Exit::Holds;
  std::string out;  ///< for stdout
  std::string err;  ///< for stderr
};

using Command = std::variant<Answer, CheckOptions, CompareOptions, MutateOptions, TestOptions, TraceOptions,
                             InfoOptions, ListOptions>;

/// Reads the arguments; the first is the program's own name. Prints nothing.
Command parse_command_line(int argc, const char* const* argv);

}  // namespace pagerace::cli
