// Test results for use by other programs.
#pragma once

#include <string>
#include <vector>

#include "cli/suite_coverage_report.hpp"
#include "cli/test_file.hpp"

namespace pagerace::cli {

/// JUnit XML, which CI servers read, with one test case for each file.
std::string junit_xml(const std::vector<FileResult>& results);
/// `coverage` may be null.
std::string test_json(const std::vector<FileResult>& results, bool interrupted, const CoverageReport* coverage);

std::size_t count(const std::vector<FileResult>& results, FileResult::Kind kind);

}  // namespace pagerace::cli
