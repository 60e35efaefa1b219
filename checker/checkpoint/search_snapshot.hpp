// What is saved of a search besides its log, so that it can go on later as if it had never stopped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "checker/step/coverage.hpp"
#include "checker/step/observations.hpp"
#include "checker/step/result.hpp"
#include "checker/store/level_log.hpp"

namespace pagerace::checker {

/// The search fills it in at a barrier. The level that is being expanded is the one that the log closed last.
struct SearchSnapshot {
  std::uint64_t transitions = 0;
  double seconds = 0;  ///< spent so far
  /// The states of the current level that must still be expanded: ascending ranges that do not touch.
  std::vector<LevelLog::Range> rest;
  /// The findings of earlier levels, under names that the level listener chooses.
  std::vector<std::pair<std::string, Finding>> findings;
  /// The observations of the current level, in the order of Observations::slots().
  std::vector<Observations::Slot> observations;
  Coverage coverage;
  std::map<std::string, std::uint64_t> counters;  ///< everything else, such as the counts of the reductions
};

/// What must be the same for a checkpoint and the search that resumes it: name and value of everything that gives
/// states, counts and findings their meaning. Limits, threads and engines do not belong here.
using ModelIdentity = std::vector<std::pair<std::string, std::string>>;

/// How long the lists of a SearchSnapshot are, and how large its indices may be.
struct SnapshotShape {
  std::uint32_t words = 0;       ///< size of a state
  std::size_t marks = 0;         ///< marks in the coverage
  std::size_t failures = 0;      ///< TransitionSystem::failures
  std::size_t cells = 0;         ///< TransitionSystem::cells
  std::size_t threads = 0;       ///< TransitionSystem::instances
  std::size_t observations = 0;  ///< Observations::slots()
  bool operator==(const SnapshotShape&) const = default;
};

/// A message for the user, on one line: what is wrong and what to do about it.
struct CheckpointError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The pieces as sorted ranges; pieces that touch are joined.
std::vector<LevelLog::Range> ranges_of(const std::vector<LevelLog::Piece>& pieces);

}  // namespace pagerace::checker
