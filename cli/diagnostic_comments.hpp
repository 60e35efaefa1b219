// Comments that state the expected errors of an invalid file: "// error: TEXT" on the line of the error.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/model.hpp"

namespace pagerace::cli {

struct ExpectedDiagnostic {
  source::Severity severity = source::Severity::Error;
  unsigned line = 0;
  std::string message;
};

std::vector<ExpectedDiagnostic> diagnostic_comments(std::string_view text);

/// Requires exactly these errors in this file and none elsewhere: returns one message for each missing or extra one.
std::vector<std::string> compare(const std::vector<ExpectedDiagnostic>& expected, const Model& model);

}  // namespace pagerace::cli
