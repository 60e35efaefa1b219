// Analyses of large programs take seconds, and searches may have less than that.
#pragma once

#include <functional>

namespace pagerace::checker {

/// Called again and again by an analysis while it runs. Throws where it is to be given up, and the analysis lets that
/// through. None: it may take its time.
using Cancellation = std::function<void()>;

inline void check(const Cancellation& cancellation) {
  if (cancellation) cancellation();
}

}  // namespace pagerace::checker
