// Compares a run with the expectations in its scenario.
#pragma once

#include <string>
#include <vector>

#include "cli/run.hpp"
#include "model/semantics/program.hpp"
#include "model/source/source.hpp"

namespace pagerace::cli {

/// One run that a file asks for: a kernel, constants, and the expectations for them.
struct Configuration {
  ModelOptions options;
  std::vector<const semantics::Expectation*> expectations;
};

/// In the order in which the file first names them. Equal constants in another order give the same run. A kernel that
/// is a file is looked for from the scenario, `path`, not from the working directory.
std::vector<Configuration> configurations(const std::vector<semantics::Expectation>& expectations,
                                          const std::string& path);

/// " with kernel 2019-no-hook, NR_PAGES = 2", or nothing.
std::string describe(const ModelOptions& options);

/// Whether it expects a number of states, transitions or levels; these numbers are those of a search without
/// reductions.
bool counts_states(const Configuration& configuration);

/// A replacement in the text of one file, made by --promote.
struct Edit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
  bool operator==(const Edit&) const = default;
};

struct Mismatch {
  std::string message;      ///< "file:line: expected ..., found ..."
  std::vector<Edit> edits;  ///< make the expectation true; none if only its author can decide
};

/// `sources` are those that the spans of the expectations refer to.
std::vector<Mismatch> compare(const Configuration& configuration, const Run& run, const source::Sources& sources);

/// The expectations that something holds which are met only as far as executions go on: "file:line: p holds only on
/// what was searched: ...".
std::vector<std::string> restricted(const Configuration& configuration, const Run& run, const source::Sources& sources);

/// What a scenario may expect that expects nothing yet: a line for each of its own properties, and for what else does
/// not hold. Empty if nothing is decided.
std::string first_expectations(const Run& run, const ModelOptions& options);

/// The text with the edits made. Edits that overlap others are left out; equal ones are made once.
std::string apply(std::string text, std::vector<Edit> edits);

}  // namespace pagerace::cli
