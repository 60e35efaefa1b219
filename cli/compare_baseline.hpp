// What another kernel, or a patch, does to the verdicts of a baseline: property by property, scenario by scenario.
#pragma once

#include <string>
#include <vector>

#include "cli/compare_table.hpp"

namespace pagerace::cli {

/// Compares every column with the first one. What holds as before, and what is not stated on both sides, is no change.
std::vector<Change> changes(const Comparison& comparison);

/// A line for each change, and one that counts them. They name the kernel if there are several beside the baseline.
/// `with_left`: also for what is violated as before.
std::vector<std::string> describe(const Comparison& comparison, bool with_left = true);

/// 0 if nothing got worse. 1 if something did, 3 if nobody can say, 4 if no thread executed any of a patch. What cannot
/// be searched counts as in Compared::exit.
Exit exit_of(const Comparison& comparison);

const char* name_of(Change::Kind kind);

}  // namespace pagerace::cli
