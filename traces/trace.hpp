// A counterexample as its readers see it: who did what, what it changed, what went wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/step/result.hpp"
#include "model/system/transition_system.hpp"
#include "properties/explain.hpp"

namespace pagerace::traces {

/// One thing that happened inside a step, in order.
struct Event {
  enum class Kind { Statement, Enter, Leave, Load, Store, Note, Probe, Report };
  Kind kind = Kind::Statement;
  std::string text;    ///< Statement: its source on one line. Leave: the result, or empty. Load, Store: the member,
                       ///< "_refcount"; empty for a plain variable. Note, Report: the message. Probe: the property that
                       ///< looks
  std::string callee;  ///< Enter: "put_page"
  std::vector<std::string> arguments;  ///< Enter: as readers know them: "page 0", "&zone.lock", "3"
  std::string object;                  ///< Store, Load: "page 0" or a variable
  std::string before, after;           ///< Store: values; Load: after
  std::string place;                   ///< file:line
  source::Span span;                   ///< not kept in JSON
  unsigned depth = 0;                  ///< of call nesting
  bool is_ghost = false;               ///< seen by properties only: ghost memory, and all that a probe does
  bool vocabulary = false;             ///< a call of the kernel's vocabulary, or an access inside one
  bool is_detail = false;              ///< an access to the inside of a lock, or to a local: the call says enough
  bool is_local = false;               ///< a mark after the last access of its step, before the thread's end

  bool operator==(const Event& other) const;  ///< but for the span
};

/// The text of an event, or of Enter the call: "put_page(page 0)".
std::string told(const Event& event);

struct TraceStep {
  checker::Step step;
  std::string thread;
  std::vector<Event> events;
};

/// The parts of a formula that made it false, from the whole to the part: "page = page 0",
/// "PageOffline(page) && PageBuddy(page) is true"; of a deadlock, where each thread waits.
using properties::Explanation;

/// Where a trace comes from: enough to take it again.
struct Origin {
  std::string tool_version;
  std::string command;  ///< the command line that found it
  std::string file;     ///< the scenario, as given
  std::string kernel;   ///< as given with --kernel; empty: the library's default
  std::vector<std::pair<std::string, std::string>> defines;
  std::vector<std::string> include_paths;
  std::string model_hash;  ///< of all that was read, see hash.hpp

  bool operator==(const Origin&) const = default;
};

/// What a thread has begun and not done, where the trace ends: the access or the lock that would come next.
struct Standing {
  std::string thread;
  bool is_daemon = false;
  bool is_finished = false;
  std::string place;           ///< file:line; empty where finished
  std::vector<Event> pending;  ///< the marks that lead to it
};

struct Trace {
  Origin origin;
  std::string property;                ///< its name, or that of a built-in one
  std::optional<system::Check> check;  ///< the built-in one; nothing for a property of the model
  std::string message;                 ///< one line: what went wrong
  std::string place;                   ///< file:line of the property or of the failing statement
  bool is_witness = false;             ///< of a `reachable` that holds: nothing went wrong
  Explanation explanation;
  checker::Path path;
  std::vector<std::string> threads;  ///< names, in order of instance
  std::vector<Event> initial;        ///< what init did; the threads' beginnings are in their first steps
  std::vector<TraceStep> steps;
  std::vector<Standing> standing;                                ///< for each thread, in order of instance
  std::vector<std::pair<std::string, std::string>> final_state;  ///< each variable that can change
};

/// How often another thread than before moves.
unsigned switches(const Trace& trace);

}  // namespace pagerace::traces
