// The picture that kernel developers draw of a race: a column for each thread, time going down.
#pragma once

#include <string>

#include "traces/trace.hpp"

namespace pagerace::traces {

struct ColumnsOptions {
  bool with_ghosts = false;  ///< probes, ghost state and the final state too
  bool color = false;        ///< escape sequences of terminals around the place where it goes wrong
  unsigned width = 72;       ///< kept where the names allow
};

/// Ends with a newline. ASCII, whatever the trace holds.
std::string render_columns(const Trace& trace, const ColumnsOptions& options);

}  // namespace pagerace::traces
