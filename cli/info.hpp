// pagerace info FILE: what the transition system of a scenario is made of, and what its states cost.
#pragma once

#include <string>

#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace pagerace::cli {

struct InfoOptions {
  std::string file;
  ModelOptions model;
  bool with_code = false;
};

Exit info(const InfoOptions& options);

}  // namespace pagerace::cli
