// Reads what traces/render/json.hpp writes.
#pragma once

#include <string>
#include <variant>

#include "traces/trace.hpp"

namespace pagerace::traces {

/// The trace, or one line that says what is wrong and where: "steps[3].events[0].kind: unknown kind \"Jump\"". Takes
/// anything: never throws, never believes a number without looking at it.
std::variant<Trace, std::string> read_trace(const std::string& text);

}  // namespace pagerace::traces
