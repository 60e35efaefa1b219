// The command line: which subcommand the user wants, with which options.
//
// CLI11 takes six seconds to compile. Only this folder includes it, and no header that other folders use does.
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
#include "cli/new_scenario.hpp"
#include "cli/patch.hpp"
#include "cli/show.hpp"
#include "cli/test.hpp"
#include "cli/trace.hpp"
#include "cli/widen.hpp"

namespace pagerace::cli {

/// The output instead of a subcommand: help, the version, or an error in the arguments.
struct Answer {
  Exit exit = Exit::Holds;
  std::string out;  ///< for stdout
  std::string err;  ///< for stderr
};

using Command = std::variant<Answer, CheckOptions, CompareOptions, MutateOptions, PatchOptions, TestOptions,
                             TraceOptions, InfoOptions, ListOptions, WidenOptions, ShowOptions, NewOptions>;

/// Reads the arguments; the first is the program's own name. Prints nothing.
Command parse_command_line(int argc, const char* const* argv);

}  // namespace pagerace::cli
