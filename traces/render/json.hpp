// A trace as JSON: docs/trace-format.md. traces/read_json.hpp reads it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "traces/trace.hpp"

namespace pagerace::traces {

nlohmann::ordered_json to_json(const Trace& trace);
/// Indented text; bytes that are not UTF-8 are replaced.
std::string write_trace(const Trace& trace);

}  // namespace pagerace::traces
