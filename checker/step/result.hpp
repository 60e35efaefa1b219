// The result of a search.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/step/coverage.hpp"
#include "checker/step/transition.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker {

/// Omissions: everything was searched, but the store is not exact and may have omitted states.
enum class Stop { Complete, MaxStates, MaxDepth, Timeout, Memory, Interrupted, AllDecided, Omissions };

/// How a search ended, for readers: as a short name, and as the reason of an inconclusive verdict.
struct StopText {
  const char* name;
  const char* reason;
};
StopText text_of(Stop stop);

/// One step, with all that is needed to take it again.
struct Step {
  std::uint32_t instance = 0;
  std::vector<Value> choices;
  bool operator==(const Step&) const = default;
};

Step step_of(const Transition& transition);
std::vector<Value> choices_of(const Transition& transition);

/// An execution from its start. `initial` holds the choices made by init and by the threads' beginnings.
struct Path {
  std::vector<Value> initial;
  std::vector<Step> steps;
  /// For an infinite execution: the last step leads back to the state after this many steps.
  std::optional<std::uint32_t> loop_start = {};
};

/// What a verdict is about: a property of the system or a built-in property.
struct Subject {
  int property = -1;  ///< index into TransitionSystem::properties, or -1
  system::Check check = system::Check::Deadlock;
  bool operator==(const Subject&) const = default;
};

/// The property that a failure (a value of Transition::failure) violates.
Subject subject_of(const system::TransitionSystem& system, std::uint32_t failure);

/// The first violation (for `reachable`: the first witness), and therefore a shortest one.
struct Finding {
  std::uint32_t depth = 0;  ///< number of steps from the start, the failing one included
  std::vector<Word> state;  ///< the bad state; the source state if `step` is set; empty if the start itself fails (then
                            ///< `start` holds its choices)
  std::optional<Step> step;  ///< the step that fails or reports
  std::optional<std::vector<Value>> start;
  int clause = -1;   ///< of the property, if it is a formula
  int failure = -1;  ///< index into TransitionSystem::failures; -1 for deadlock, formulas, and faults that the
                     ///< interpreter makes up
  /// For an infinite execution: from the state at this depth on, it goes on for ever. The path that is rebuilt has the
  /// loop, which may begin some steps later.
  std::optional<std::uint32_t> loop_start = {};
};

enum class Outcome { Holds, Violated, Vacuous, Inconclusive };

struct Verdict {
  Subject subject;
  std::string name;
  bool from_scenario = false;
  Outcome outcome = Outcome::Inconclusive;
  std::optional<Finding> finding;  ///< the violation, or the witness if a `reachable` holds
  /// If it holds: parts of its formulas without which it would hold too. If it is vacuous: the parts, or the assert,
  /// that `reason` is about.
  std::vector<system::Span> parts;
  std::string reason;  ///< one line: why it is vacuous or inconclusive; "no state ..." for a `reachable` that fails; if
                       ///< one holds but some executions end in a failure: that these were not followed
};

struct SearchResult {
  Stop stop = Stop::Complete;
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;  ///< every step out of every explored state, self-loops and failing steps included;
                                  ///< initial states are not transitions
  std::uint32_t depth = 0;        ///< depth of the last level with a state; initial states are at 0
  std::uint64_t store_bytes = 0, log_bytes = 0, spilled_bytes = 0;  ///< at the end; spilled: of the log, on disk
  std::string engine;                                               ///< the engine at the end of the search
  std::uint32_t threads = 1;
  std::vector<std::string> reductions;  ///< the reductions in force, for readers: "symmetry (walker x3)"
  std::vector<std::string> notes;       ///< for readers, one line each: what was not possible, and why
  double seconds = 0;
  std::uint64_t livelock_states = 0;  ///< explored states from which no execution ends
  std::vector<Verdict> verdicts;      ///< the properties in order, then the built-in ones in the order of Check
  Coverage coverage;
};

}  // namespace pagerace::checker
