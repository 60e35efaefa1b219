#include "cli/exit_code.hpp"

#include <algorithm>
#include <array>

namespace pagerace::cli {

Exit worst(Exit a, Exit b) {
  constexpr std::array order = {Exit::Internal,     Exit::Usage,   Exit::Violated,
                                Exit::Inconclusive, Exit::Vacuous, Exit::Holds};
  return *std::find_if(order.begin(), order.end(), [&](Exit exit) { return exit == a || exit == b; });
}

}  // namespace pagerace::cli
