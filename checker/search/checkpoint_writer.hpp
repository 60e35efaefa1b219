// Writes down what it takes to go on with a search later.
#pragma once

#include "checker/checkpoint/search_snapshot.hpp"

namespace pagerace::checker {

/// Called by the search's own threads, one at a time.
class CheckpointWriter {
 public:
  virtual ~CheckpointWriter() = default;
  /// Whether it is time. Asked often, so cheap.
  virtual bool is_due() const = 0;
  /// At a barrier. The listener has been told of the levels before the one that is being expanded, and of no more.
  virtual void write(SearchSnapshot now) = 0;
};

}  // namespace pagerace::checker
