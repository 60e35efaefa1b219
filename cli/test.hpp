// pagerace test PATH...: runs scenarios and holds them to what they expect of themselves.
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
  EngineOptions engine;
  std::string junit;  ///< file to write; empty: none
  bool json = false;
  bool promote = false;
  bool coverage = false;          ///< say what the scenarios reach together
  bool require_coverage = false;  ///< and fail where that is not everything
  bool is_verbose = false;
};

/// 0 where all passed, 1 where one did not or what is required was not reached, 2 where a path cannot be read or
/// nothing was there to run, 3 on an interrupt.
Exit test(const TestOptions& options);

struct Scenario {
  std::string path;
  bool is_named = false;  ///< by the user, and not found in a folder
};

struct Scenarios {
  std::vector<Scenario> files;        ///< in order of the paths, those of one folder sorted, each once
  std::vector<std::string> problems;  ///< "cannot read x: Permission denied"; the rest was found all the same
};

/// The paths that are files, and the .race files below those that are folders. Does not throw where folders vanish.
Scenarios find_scenarios(const std::vector<std::string>& paths);

}  // namespace pagerace::cli
