// What a run says of each property: one's own in a line each, imported ones in one line if nothing is wrong with them.
#pragma once

#include <string>

#include "cli/model.hpp"
#include "cli/run.hpp"

namespace pagerace::cli {

struct ReportOptions;

/// Own properties, then imported ones, then built-in checks. A violation has a line of its own wherever it comes from.
std::string verdict_lines(const Model& model, const Run& run, const ReportOptions& options);

}  // namespace pagerace::cli
