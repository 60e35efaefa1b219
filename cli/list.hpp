// pagerace list: shows the names that the command line and scenarios can use.
#pragma once

#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct ListOptions {
  std::string what;                   ///< "kernels", "actors", "properties" or "functions"
  std::vector<std::string> patterns;  ///< only names that match one; empty: all
  std::vector<std::string> files;     ///< empty: the library's
  bool origin = false;                ///< of functions: say whose bodies the one that runs replaces
  bool json = false;
  ModelOptions model;
};

Exit list(const ListOptions& options);

}  // namespace pagerace::cli
