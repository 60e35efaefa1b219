// Writes a counterexample to a file, as JSON.
#pragma once

#include <string>

#include "traces/trace.hpp"

namespace pagerace::cli {

/// False if it cannot be written, which is then said on stderr.
bool write_trace(const traces::Trace& trace, const std::string& path);

}  // namespace pagerace::cli
