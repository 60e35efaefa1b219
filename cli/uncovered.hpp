// Statements of the scenario that no execution reached.
#pragma once

#include <string>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "model/source/source.hpp"

namespace pagerace::cli {

/// Their lines, ascending, each once. Functions are inlined, so a statement is covered if any copy of it is.
std::vector<unsigned> uncovered_lines(const system::TransitionSystem& system, const source::Sources& sources,
                                      const checker::Coverage& coverage);

/// "examples/late-put.race:12, 20-22", or "none".
std::string describe_uncovered(const std::string& path, const std::vector<unsigned>& lines);

}  // namespace pagerace::cli
