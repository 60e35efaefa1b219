// pagerace info FILE: describes the transition system of a scenario, and the size of its states.
#pragma once

#include <string>

#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct InfoOptions {
  std::string file;
  ModelOptions model;
  bool with_code = false;
  bool json = false;
};

Exit info(const InfoOptions& options);

}  // namespace pagerace::cli
