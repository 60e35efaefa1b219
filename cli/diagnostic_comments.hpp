// The comments by which a file that should be refused says so: "// error: TEXT" on the line of the error.
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

/// Exactly these, in this file, and no others anywhere: one message for each that is missing or too many.
std::vector<std::string> compare(const std::vector<ExpectedDiagnostic>& expected, const Model& model);

}  // namespace pagerace::cli
