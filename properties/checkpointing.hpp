// The settings of a search that is saved on disk.
#pragma once

#include "checker/checkpoint/checkpoint.hpp"

namespace pagerace::properties {

/// Where a search is saved, and how often. It is also saved if it stops before its end.
struct Checkpointing {
  checker::Checkpoint& checkpoint;
  bool resumes = false;  ///< start from the checkpoint that is there
  double every = 600;    ///< seconds
  bool is_over = false;  ///< set by the search: it is complete, so nothing is left to resume
};

}  // namespace pagerace::properties
