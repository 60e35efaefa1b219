// pagerace test PATH...: runs scenarios and holds them to what they expect of themselves.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct TestOptions {
  std::vector<std::string> paths;
  std::vector<std::string> include_paths;
  std::string junit;  ///< file to write; empty: none
  bool json = false;
  bool promote = false;
  bool is_verbose = false;
};

void add_test(CLI::App& app, TestOptions& options);

/// 0 where all passed, 1 where one did not, 2 where a path cannot be read.
Exit test(const TestOptions& options);

/// The .race files below the paths, sorted, each once. Nothing where one does not exist: its name is in `missing`.
std::vector<std::string> find_scenarios(const std::vector<std::string>& paths, std::string& missing);

}  // namespace pagerace::cli
