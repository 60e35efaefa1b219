// A search that is saved on disk.
#pragma once

#include "checker/checkpoint/checkpoint.hpp"

namespace pagerace::properties {

/// What a search saves itself to, and how often; it does so as well where it stops before its end.
struct Checkpointing {
  checker::Checkpoint& checkpoint;
  bool resumes = false;  ///< begins with what is there
  double every = 600;    ///< seconds
  bool is_over = false;  ///< told by the search: there is nothing to go on with
};

}  // namespace pagerace::properties
