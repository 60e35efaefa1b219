// The command line as a whole.
#pragma once

namespace pagerace::cli {

/// Parses the arguments, runs one subcommand, and returns the exit status. Never throws.
int run_app(int argc, const char* const* argv);

}  // namespace pagerace::cli
