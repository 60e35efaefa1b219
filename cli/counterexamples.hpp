// Of several counterexamples, the one to read first.
#pragma once

#include "cli/run.hpp"

namespace pagerace::cli {

/// Whether it has a trace that shows a violation, and not a witness.
bool is_counterexample(const Reported& reported);

/// That of the first violated property of the user's own; if there is none, a shortest. Null if there is no
/// counterexample.
const Reported* foremost_counterexample(const Run& run);

}  // namespace pagerace::cli
