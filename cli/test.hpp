// pagerace test PATH...: runs scenarios and compares the results with their own expectations.
#pragma once

#include <string>
#include <vector>

#include "cli/engine_options.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct TestOptions {
  std::vector<std::string> paths;
  std::vector<std::string> include_paths;
  std::vector<std::string> patches;  ///< on top of the kernel of each run, of files that have a kernel to choose
  EngineOptions engine;
  std::string junit;  ///< file to write; empty: none
  bool json = false;
  bool promote = false;
  bool coverage = false;          ///< report what all scenarios together reach
  bool require_coverage = false;  ///< and fail if something is not reached
  bool is_verbose = false;
};

/// 0 if all passed; 1 if one failed or something required was not reached; 2 if a path cannot be read or there was
/// nothing to run; 3 on an interrupt.
Exit test(const TestOptions& options);

struct Scenario {
  std::string path;
  bool is_named = false;  ///< named by the user, not found in a folder
};

struct Scenarios {
  std::vector<Scenario> files;        ///< in the order of the paths, each once; the files of one folder are sorted
  std::vector<std::string> problems;  ///< "cannot read x: Permission denied"; the other files were found nevertheless
};

/// The paths that are files, and the .race files in those that are folders. Does not throw if folders vanish.
Scenarios find_scenarios(const std::vector<std::string>& paths);

}  // namespace pagerace::cli
