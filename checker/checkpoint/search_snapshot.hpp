// What is kept of a search, besides its log, so that it can go on later as if it had never stopped.
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

/// Filled in by the search at a barrier. The level that is being expanded is the one that the log closed last.
struct SearchSnapshot {
  std::uint64_t transitions = 0;
  double seconds = 0;  ///< spent so far
  /// Of the states that are being expanded, those that still have to be; ascending, apart from each other.
  std::vector<LevelLog::Range> rest;
  /// Of the levels before, by whatever names the reader of levels gives them.
  std::vector<std::pair<std::string, Finding>> findings;
  /// Of the level that is being expanded, as Observations::slots().
  std::vector<Observations::Slot> observations;
  Coverage coverage;
  std::map<std::string, std::uint64_t> counters;  ///< what else is to be known: of the reductions, say
};

/// What a checkpoint must agree with a search about: name and value of everything that the meaning of states, counts
/// and findings depends on. Limits, threads and engines do not belong here.
using ModelIdentity = std::vector<std::pair<std::string, std::string>>;

/// How long the lists of a SearchSnapshot are, and what their numbers refer to.
struct SnapshotShape {
  std::uint32_t words = 0;       ///< of a state
  std::size_t marks = 0;         ///< of the coverage
  std::size_t failures = 0;      ///< TransitionSystem::failures
  std::size_t threads = 0;       ///< TransitionSystem::instances
  std::size_t observations = 0;  ///< Observations::slots()
  bool operator==(const SnapshotShape&) const = default;
};

/// For the user: one line, what is wrong and what to do about it.
struct CheckpointError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Pieces as ranges: sorted, those that touch joined.
std::vector<LevelLog::Range> ranges_of(const std::vector<LevelLog::Piece>& pieces);

}  // namespace pagerace::checker
