// Lets a search with little time left cancel an analysis: for large programs, an analysis takes seconds.
#pragma once

#include <functional>

namespace pagerace::checker {

/// An analysis calls this repeatedly while it runs. It throws if the analysis is to be given up; the analysis does not
/// catch that. An empty function sets no limit.
using Cancellation = std::function<void()>;

inline void check(const Cancellation& cancellation) {
  if (cancellation) cancellation();
}

}  // namespace pagerace::checker
