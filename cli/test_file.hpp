// Tests one file.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "cli/expectations.hpp"
#include "cli/suite_coverage.hpp"
#include "cli/test.hpp"

namespace pagerace::cli {

struct FileResult {
  enum class Kind { Passed, Failed, Skipped /* nothing to run in it, and nobody named it */ };
  std::string path;
  Kind kind = Kind::Passed;
  std::vector<std::string> failures;  ///< "file:line: expected ..., found ..."
  std::vector<Edit> edits;            ///< make the file pass, as far as the right values are known
  bool is_fault = false;              ///< pagerace itself failed
  std::size_t runs = 0;
  std::size_t idle_runs = 0;            ///< runs that executed nothing of the patches
  std::vector<std::string> restricted;  ///< "file:line: p holds on what was searched: ...", which passed
  double seconds = 0;
};

/// How files are tested.
struct FileTestOptions {
  const std::vector<std::string>& include_paths;
  const std::vector<std::string>& patches;
  const EngineOptions& engine;
  const std::atomic<bool>& interrupt;
  bool promote = false;  ///< look for the first expectations of a file that has none
};

/// An error in pagerace itself fails this file, but other files are still tested; running out of memory throws. Adds
/// the runs of the file to the coverage, if there is one.
FileResult test_file(const Scenario& scenario, const FileTestOptions& options, SuiteCoverage* coverage = nullptr);

}  // namespace pagerace::cli
