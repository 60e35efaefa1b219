// The picture that kernel developers draw of a race: a column for each thread, time going down.
#pragma once

#include <string>

#include "traces/render/formats.hpp"

namespace pagerace::traces {

/// Ends with a newline. ASCII, whatever the trace holds.
std::string render_columns(const Trace& trace, const RenderOptions& options);

}  // namespace pagerace::traces
