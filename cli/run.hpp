// One search of one model, and its results.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/step/options.hpp"
#include "checker/step/result.hpp"
#include "cli/environment.hpp"
#include "cli/exit_code.hpp"
#include "cli/model.hpp"
#include "cli/patched.hpp"
#include "cli/ways.hpp"
#include "properties/checkpointing.hpp"
#include "traces/trace.hpp"

namespace pagerace::cli {

/// The verdict on one property, with an execution that shows it if there is one.
struct Reported {
  checker::Verdict verdict;
  bool counts = true;       ///< false for a vacuous property of an imported file, see docs/decisions/0003
  bool is_own = false;      ///< written in the scenario itself, or named with --property
  bool is_unasked = false;  ///< not selected, but it ends executions, so selected properties are not checked beyond
  std::optional<traces::Trace> trace;  ///< of a violation, or of a witness
};

struct Run {
  checker::SearchResult search;
  std::vector<Reported> reported;  ///< the selected ones: own properties, other properties, built-in checks
  std::optional<Ways> ways;        ///< if they were asked for and all of them are known
  std::string fault;               ///< an error of pagerace itself: a counterexample that does not replay
  std::optional<Patched> patched;  ///< how much of a patch ran, if there is one
  std::vector<Actor> environment;  ///< who else was there, and how much of each ran
  Exit exit = Exit::Internal;
  std::string command;  ///< the command line that repeats this run
};

struct RunOptions {
  checker::SearchOptions search;
  bool with_traces = true;
  bool with_ways = false;  ///< find every way in which something is violated, which costs another search
  std::string command;
  properties::Checkpointing* checkpointing = nullptr;  ///< where the search is saved, or null
};

/// The model must be searchable. Throws std::logic_error if pagerace itself is at fault, and checker::CheckpointError
/// if there is nothing to resume from.
Run run(const Model& model, const ModelOptions& model_options, const RunOptions& options);

/// "VIOLATED a, b", "INCONCLUSIVE (max-states reached)", "VACUOUS a" or "HOLDS".
std::string result_line(const Run& run);
/// "yes", or "no (max-states reached)".
std::string exhaustive(const checker::SearchResult& search);

}  // namespace pagerace::cli
