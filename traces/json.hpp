// Traces as JSON: docs/trace-format.md.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <variant>

#include "traces/trace.hpp"

namespace pagerace::traces {

inline constexpr int kFormatVersion = 1;

nlohmann::ordered_json to_json(const Trace& trace);
/// Indented text; bytes that are not UTF-8 are replaced.
std::string write_trace(const Trace& trace);

/// The trace, or one line that says what is wrong and where: "steps[3].events[0].kind: unknown kind \"Jump\"". Takes
/// anything: never throws, never believes a number without looking at it.
std::variant<Trace, std::string> read_trace(const std::string& text);

}  // namespace pagerace::traces
