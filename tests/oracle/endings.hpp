// Says of a graph of states whether there are deadlocks and livelocks, by going round until nothing changes.
#pragma once

#include <cstddef>
#include <vector>

namespace pagerace::oracle {

struct EndingState {
  bool is_end = false;     ///< all threads but daemons have finished
  bool fails = false;      ///< some step fails
  bool is_served = false;  ///< some thread that is no daemon has a step
  std::vector<std::size_t> next;
};

struct EndingsFound {
  bool deadlock = false, livelock = false;
};

EndingsFound endings_of(const std::vector<EndingState>& states);

}  // namespace pagerace::oracle
