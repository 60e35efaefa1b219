// One search of one model, and what it comes to.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/step/options.hpp"
#include "checker/step/result.hpp"
#include "cli/exit_code.hpp"
#include "cli/model.hpp"
#include "properties/checkpointing.hpp"
#include "traces/trace.hpp"

namespace pagerace::cli {

/// What is said of one property, with the execution that shows it where there is one.
struct Reported {
  checker::Verdict verdict;
  bool counts = true;       ///< a vacuous property of an imported file does not, see docs/decisions/0003
  bool is_unasked = false;  ///< not selected, but executions end there, so that what was selected is not seen beyond
  std::optional<traces::Trace> trace;  ///< of a violation, or of a witness
};

struct Run {
  checker::SearchResult search;
  std::vector<Reported> reported;  ///< those asked for, properties first, then built-in checks
  std::string fault;               ///< pagerace's own: a counterexample that does not replay
  Exit exit = Exit::Internal;
  std::string command;  ///< that does this run again
};

struct RunOptions {
  checker::SearchOptions search;
  bool with_traces = true;
  std::string command;
  properties::Checkpointing* checkpointing = nullptr;  ///< where the search is saved, if anywhere
};

/// The model must be searchable. Throws std::logic_error where pagerace itself is at fault, and
/// checker::CheckpointError where there is nothing to go on from.
Run run(const Model& model, const ModelOptions& model_options, const RunOptions& options);

/// "VIOLATED a, b", "INCONCLUSIVE (max-states reached)", "VACUOUS a" or "HOLDS".
std::string result_line(const Run& run);
/// "yes", or "no (max-states reached)".
std::string exhaustive(const checker::SearchResult& search);

}  // namespace pagerace::cli
