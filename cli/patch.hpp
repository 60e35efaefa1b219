// pagerace patch SERIES: what somebody posted, held to the model.
#pragma once

#include <string>

#include "cli/exit_code.hpp"

namespace pagerace::cli {

struct PatchOptions {
  std::string series;    ///< a file or a folder; with `tree` a range of commits
  std::string tree;      ///< a git repository; empty: none
  std::string kernel;    ///< what the patch is against; empty: the newest release
  std::string skeleton;  ///< the file to write the design to fill in to; empty: stdout
  bool json = false;
};

/// 0 if something of it is modelled, 4 if nothing is, 2 if it cannot be read.
Exit patch_series(const PatchOptions& options);

}  // namespace pagerace::cli
