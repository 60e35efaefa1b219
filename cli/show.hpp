// pagerace show FUNCTION: the body that would run, where it stands, and whose it replaces.
#pragma once

#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct ShowOptions {
  std::vector<std::string> functions;
  std::string file;  ///< a scenario; empty: the kernel design alone
  bool json = false;
  ModelOptions model;
};

Exit show(const ShowOptions& options);

}  // namespace pagerace::cli
