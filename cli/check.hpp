// pagerace check FILE...: verdicts, and a counterexample if something is violated.
#pragma once

#include <string>
#include <vector>

#include "cli/checkpoint_options.hpp"
#include "cli/engine_options.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct CheckOptions {
  std::vector<std::string> files;
  ModelOptions model;
  LimitOptions limits;
  EngineOptions engine;
  CheckpointOptions checkpoint;
  std::string trace_file;  ///< from --trace; empty: no trace is written
  bool all_traces = false;
  bool json = false;
  bool is_quiet = false;
  bool is_verbose = false;
  ProgressStyle progress = ProgressStyle::Auto;
  Color color = Color::Auto;
};

Exit check(const CheckOptions& options);

/// The command that resumes from the checkpoint, without the bound that the search has met.
std::string resume_command(const CheckOptions& options, const std::string& path, checker::Stop stop);

/// The file for the trace of the n-th violated property: FILE, then FILE with .NAME before .json.
std::string trace_path(const std::string& file, std::size_t number, const std::string& property);

}  // namespace pagerace::cli
