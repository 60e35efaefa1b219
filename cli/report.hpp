// What a run prints for people. The last lines are the same keys in the same order, for grep.
#pragma once

#include <cstdint>
#include <string>

#include "cli/run.hpp"

namespace pagerace::cli {

struct ReportOptions {
  bool is_quiet = false;    ///< the closing block only
  bool is_verbose = false;  ///< all built-in checks, witnesses, ghost state
  bool color = false;
};

/// Verdicts, counterexamples, closing block.
std::string report(const Model& model, const Run& run, const ReportOptions& options);

/// "12.3 MB", of a number of bytes.
std::string size_text(std::uint64_t bytes);
/// Bytes that this process has held at most.
std::uint64_t peak_memory();

}  // namespace pagerace::cli
