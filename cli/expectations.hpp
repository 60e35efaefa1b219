// Holds a run to what its scenario expects of itself.
#pragma once

#include <string>
#include <vector>

#include "cli/run.hpp"
#include "model/semantics/program.hpp"
#include "model/source/source.hpp"

namespace pagerace::cli {

/// One run that a file asks for: a kernel, constants, and what is expected with them.
struct Configuration {
  ModelOptions options;
  std::vector<const semantics::Expectation*> expectations;
};

/// In the order in which the file first names them. Equal constants in another order are the same run.
std::vector<Configuration> configurations(const semantics::Program& program);

/// " with kernel 2019-no-hook, NR_PAGES = 2", or nothing.
std::string describe(const ModelOptions& options);

/// Whether it expects a number of states, transitions or levels: those of a search without reductions.
bool counts_states(const Configuration& configuration);

/// Text of one file to be replaced, by --promote.
struct Edit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
  bool operator==(const Edit&) const = default;
};

struct Mismatch {
  std::string message;      ///< "file:line: expected ..., found ..."
  std::vector<Edit> edits;  ///< that make the expectation true; none where only its author can tell
};

/// `sources` are those that the expectations' spans are in.
std::vector<Mismatch> compare(const Configuration& configuration, const Run& run, const source::Sources& sources);

/// The text with the edits made; those that overlap others are left out, and equal ones made once.
std::string apply(std::string text, std::vector<Edit> edits);

}  // namespace pagerace::cli
