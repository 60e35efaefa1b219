// What a search found out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/step/coverage.hpp"
#include "checker/step/transition.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker {

/// Omissions: everything was searched, as far as a store that is not exact can tell.
enum class Stop { Complete, MaxStates, MaxDepth, Timeout, Memory, Interrupted, AllDecided, Omissions };

/// How a search ended, for readers: in a word or two, and as what an inconclusive verdict is due to.
struct StopText {
  const char* name;
  const char* reason;
};
StopText text_of(Stop stop);

/// One step, so that it can be taken again.
struct Step {
  std::uint32_t instance = 0;
  std::vector<Value> choices;
  bool operator==(const Step&) const = default;
};

Step step_of(const Transition& transition);
std::vector<Value> choices_of(const Transition& transition);

/// An execution from its start. `initial` holds the choices that init and the threads' beginnings made.
struct Path {
  std::vector<Value> initial;
  std::vector<Step> steps;
  /// Of an execution without end: the state after so many steps is the one that the last step leads to.
  std::optional<std::uint32_t> loop_start = {};
};

/// What a verdict is about: a property of the system, or a built-in one.
struct Subject {
  int property = -1;  ///< index into TransitionSystem::properties, or -1
  system::Check check = system::Check::Deadlock;
  bool operator==(const Subject&) const = default;
};

/// What a failure, as Transition::failure has it, is a violation of.
Subject subject_of(const system::TransitionSystem& system, std::uint32_t failure);

/// A first, and so a shortest, violation (or, for `reachable`, witness).
struct Finding {
  std::uint32_t depth = 0;   ///< steps from the start, the failing one included
  std::vector<Word> state;   ///< the state that is wrong; where `step` is set, the one it starts from;
                             ///< empty if the start itself fails (then `start` holds its choices)
  std::optional<Step> step;  ///< the step that fails or reports
  std::optional<std::vector<Value>> start;
  int clause = -1;   ///< of the property, for a formula
  int failure = -1;  ///< index into TransitionSystem::failures; -1 for deadlock, formulas, and faults that the
                     ///< interpreter makes up
  /// Of an execution without end: the depth of a state that the last step leads back to. No search finds one yet.
  std::optional<std::uint32_t> loop_start = {};
};

enum class Outcome { Holds, Violated, Vacuous, Inconclusive };

struct Verdict {
  Subject subject;
  std::string name;
  bool from_scenario = false;
  Outcome outcome = Outcome::Inconclusive;
  std::optional<Finding> finding;  ///< of a violation; of a witness where a `reachable` holds
  std::string reason;  ///< why vacuous or inconclusive, one line; for a `reachable` that fails: "no state ..."; where
                       ///< it holds and some executions end in a failure: that they were not followed
};

struct SearchResult {
  Stop stop = Stop::Complete;
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;  ///< every step out of every state explored, self-loops and failing steps included;
                                  ///< initial states are not transitions
  std::uint32_t depth = 0;        ///< of the last level that holds a state; initial states are at 0
  std::uint64_t store_bytes = 0, log_bytes = 0, spilled_bytes = 0;  ///< at the end; spilled: of the log, on disk
  std::string engine;                                               ///< that the search ended with
  std::uint32_t threads = 1;
  std::vector<std::string> reductions;  ///< that were in force, for readers: "symmetry (walker x3)"
  std::vector<std::string> notes;       ///< for readers: what was not possible, and why; one line each
  double seconds = 0;
  std::vector<Verdict> verdicts;  ///< the properties in order, then the built-in ones in order of Check
  Coverage coverage;
};

}  // namespace pagerace::checker
