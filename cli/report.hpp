// The output of a run for people. Its last lines have the same keys in the same order, for grep.
#pragma once

#include <cstdint>
#include <string>

#include "cli/run.hpp"
#include "cli/trials.hpp"

namespace pagerace::cli {

/// What "holds" is about: threads see each other's accesses in one order, and barriers change nothing.
inline constexpr const char* kMemoryModel = "sequentially consistent";

struct ReportOptions {
  bool is_quiet = false;    ///< the closing block only
  bool is_verbose = false;  ///< every property and check, witnesses, ghost state
  bool color = false;
  bool all_traces = false;  ///< every counterexample, not only the one to read first
};

/// Verdicts, counterexamples, closing block.
std::string report(const Model& model, const Run& run, const ReportOptions& options);
/// Of the trial that decides, with what was tried.
std::string report(const Trials& trials, const ReportOptions& options);

/// "12.3 MB", of a number of bytes.
std::string size_text(std::uint64_t bytes);
/// The largest number of bytes that this process has used.
std::uint64_t peak_memory();

}  // namespace pagerace::cli
