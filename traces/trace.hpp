// A counterexample as readers see it: who did what, what changed, and what went wrong.
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
                       ///< "_refcount"; empty for a plain variable. Note, Report: the message. Probe: the property
                       ///< that observes
  std::string callee;  ///< Enter: "put_page"
  std::vector<std::string> arguments;  ///< Enter: in the form that readers know: "page 0", "&zone.lock", "3"
  std::string object;                  ///< Store, Load: "page 0" or a variable
  std::string before, after;           ///< Store: values; Load: after
  std::string place;                   ///< file:line
  source::Span span;                   ///< not kept in JSON
  unsigned depth = 0;                  ///< nesting of calls
  bool is_ghost = false;               ///< only properties see it: ghost memory, and everything in a probe
  bool vocabulary = false;             ///< a call of the kernel's vocabulary, or an access inside such a call
  bool is_detail = false;              ///< an access inside a lock, or to a local variable; the call says enough
  bool is_local = false;               ///< a mark between the last access of its step and the end of the thread

  bool operator==(const Event& other) const;  ///< ignores the span
};

/// The text of an event, or for Enter the call: "put_page(page 0)".
std::string told(const Event& event);

struct TraceStep {
  checker::Step step;
  std::string thread;
  std::vector<Event> events;
};

/// The parts of a formula that made it false, from the whole to the part: "page = page 0",
/// "PageOffline(page) && PageBuddy(page) is true". For a deadlock: where each thread waits, and
/// for whom. For misuse of locks: what the thread holds.
using properties::Explanation;

/// Where a trace comes from, with all that is needed to replay it.
struct Origin {
  std::string tool_version;
  std::string command;  ///< the command line that found it
  std::string file;     ///< the scenario, as given
  std::string kernel;   ///< a design or the path of one, as --kernel takes it; empty: the scenario lets nobody choose
  std::vector<std::pair<std::string, std::string>> defines;
  std::vector<std::string> include_paths;
  std::vector<std::string> patches;      ///< files on top of the kernel, in order
  std::vector<std::string> environment;  ///< actors, as --environment takes them
  std::string model_hash;                ///< of all files that were read, see hash.hpp

  bool operator==(const Origin&) const = default;
};

/// A lock that a thread holds, or "RCU" for a read section, and the call that took it.
struct Hold {
  std::string lock;   ///< "zone.lock"
  std::string call;   ///< "spin_lock(&zone.lock)"
  std::string place;  ///< file:line
  bool operator==(const Hold&) const = default;
};

/// A lock that a blocked thread waits for, and the threads that hold it, by instance.
struct Wait {
  std::string lock;
  std::vector<std::uint32_t> holders;
  bool operator==(const Wait&) const = default;
};

/// What a thread has started but not finished when the trace ends: the access or the lock that would come next.
struct Standing {
  std::string thread;
  bool is_daemon = false;
  bool is_finished = false;
  std::string place;           ///< file:line; empty if the thread has finished
  std::vector<Event> pending;  ///< the marks that lead to that place
  std::vector<Hold> holds = {};
  std::optional<Wait> waits_for = {};  ///< for a deadlock, and only if it is a lock
};

struct Trace {
  Origin origin;
  std::string property;                ///< its name, or the name of a built-in one
  std::optional<system::Check> check;  ///< the built-in check; nothing for a property of the model
  std::string message;                 ///< one line: what went wrong
  std::string place;                   ///< file:line of the property or of the failing statement
  bool is_witness = false;             ///< a witness of a `reachable` that holds: nothing went wrong
  Explanation explanation;
  checker::Path path;
  std::vector<std::string> threads;  ///< names, in order of instance
  std::vector<Event> initial;        ///< what init did; what the threads did at their start is in their first steps
  std::vector<TraceStep> steps;
  std::vector<Standing> standing;                                ///< for each thread, in order of instance
  std::vector<std::pair<std::string, std::string>> final_state;  ///< every variable that can change
};

/// How often the moving thread changes.
unsigned switches(const Trace& trace);

}  // namespace pagerace::traces
