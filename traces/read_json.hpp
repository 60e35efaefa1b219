// Reads what traces/render/json.hpp writes.
#pragma once

#include <string>
#include <variant>

#include "traces/trace.hpp"

namespace pagerace::traces {

/// Returns the trace, or one line that says what is wrong and where: "steps[3].events[0].kind: unknown kind \"Jump\"".
/// Takes any text, never throws, and checks every number.
std::variant<Trace, std::string> read_trace(const std::string& text);

}  // namespace pagerace::traces
