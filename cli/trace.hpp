// pagerace trace: shows or replays saved counterexamples.
#pragma once

#include <string>

#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct TraceOptions {
  std::string file;      ///< a file written by --trace
  std::string scenario;  ///< for replay; empty: the scenario that the trace names
  bool is_replay = false;
  bool is_verbose = false;
  bool json = false;  ///< of a replay
  Color color = Color::Auto;
};

/// show: 0. replay: 1 if the counterexample still happens, 3 if it no longer does. 2 if the file is not a trace.
Exit trace(const TraceOptions& options);

}  // namespace pagerace::cli
