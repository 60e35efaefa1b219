// A design of a posted patch, run beside the kernel that it stands on, in every scenario that comes by it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/compare_table.hpp"
#include "cli/engine_options.hpp"

namespace pagerace::cli {

struct TrialOptions {
  std::string design;              ///< a file that says `override` for what the patch changes
  std::string baseline;            ///< empty: what the design imports, else the newest release
  std::vector<std::string> paths;  ///< scenarios, and folders that hold some
  double budget = 0;               ///< seconds, for all searches together
  EngineOptions engine;
  /// Who is there besides, in what is left of the budget when the scenarios were run as they are: actors, or kAnyActor,
  /// which stands for each alone and for pairs.
  std::vector<std::string> environment = {};
};

/// A scenario that was run with actors, under both kernels.
struct TriedWith {
  std::string path;
  std::vector<std::string> actors;
  bool is_whole = false;  ///< every execution, on both sides
};

struct TrialsWithActors {
  std::vector<std::string> asked;          ///< empty: none were
  std::vector<TriedWith> tried;            ///< in order
  std::size_t sets = 0, sets_tried = 0;    ///< of scenarios with the list, or with one actor
  std::size_t pairs = 0, pairs_tried = 0;  ///< with two
};

/// A function of the design of which some statements ran in no scenario.
struct NeverRan {
  std::string name, path;
  unsigned line = 0;
  bool at_all = false;          ///< some of it ran
  std::vector<unsigned> lines;  ///< of the statements that did not
};

struct DesignTrial {
  bool is_patch = false;  ///< the design imports no other kernel, and stands on the baseline
  std::string design, baseline;
  double budget = 0;
  std::vector<std::string> overrides;   ///< functions that the design defines
  Comparison comparison;                ///< of the scenarios that were run; the baseline is the first kernel
  std::vector<std::string> unreached;   ///< scenarios of which nothing has a way to the design
  std::vector<std::string> unfit;       ///< that are written for another kernel, or need what this one has not
  std::vector<std::string> unfinished;  ///< of which a search met its share of the budget
  std::vector<std::string> left;        ///< for which no time was left, or that the user interrupted
  TrialsWithActors with_actors;
  std::vector<NeverRan> never_ran;
  std::vector<std::string> problems;  ///< why there is nothing to run; lines for stderr
};

/// Scenarios of which nothing can come by the design are not run. Each search has a share of the time that is left.
/// Does not throw for what is wrong with a file.
DesignTrial try_design(const TrialOptions& options);

/// 0 if nothing got worse; 1 if something did; 2 if a file is wrong; 3 if nobody can say, or a search did not end; 4 if
/// no thread executes any of the design.
Exit exit_of(const DesignTrial& trial);

}  // namespace pagerace::cli
