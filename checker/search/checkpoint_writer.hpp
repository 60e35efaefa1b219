// Saves what is needed to continue a search later.
#pragma once

#include "checker/checkpoint/search_snapshot.hpp"

namespace pagerace::checker {

/// Called by the search's own threads, one at a time.
class CheckpointWriter {
 public:
  virtual ~CheckpointWriter() = default;
  /// Whether a checkpoint is due. It is asked often, so it must be cheap.
  virtual bool is_due() const = 0;
  /// Called at a barrier. By then the listener knows exactly the levels before the one that is being expanded.
  virtual void write(SearchSnapshot now) = 0;
};

}  // namespace pagerace::checker
