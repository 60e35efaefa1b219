// The diagram that kernel developers draw of a race: one column for each thread, with time going down.
#pragma once

#include <string>

#include "traces/render/formats.hpp"

namespace pagerace::traces {

/// The result ends with a newline. It is ASCII, whatever the trace holds.
std::string render_columns(const Trace& trace, const RenderOptions& options);

}  // namespace pagerace::traces
