// A counterexample as its readers see it: who did what, what it changed, what went wrong.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "checker/search/result.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::traces {

/// One thing that happened inside a step, in order.
struct Event {
  enum class Kind { Statement, Enter, Leave, Load, Store, Note, Probe, Report };
  Kind kind = Kind::Statement;
  std::string text;      ///< Statement: its source on one line. Enter: "put_page(page 0)". Leave: the result, or empty. Store: "_refcount"
  std::string object;    ///< Store, Load: "page 0" or a variable
  std::string before, after;  ///< Store: values; Load: after
  syntax::Span span;
  unsigned depth = 0;    ///< of call nesting
  bool is_ghost = false;
  bool vocabulary = false;
};

struct TraceStep {
  checker::Step step;
  std::string thread;
  std::vector<Event> events;
};

/// The innermost part of a formula that made it false, with the values that did.
struct Explanation {
  std::string formula;                 ///< its source, one line
  std::vector<std::string> parts;      ///< from the whole to the part: "page = page 0", "PageOffline(page) && PageBuddy(page) is true"
};

struct Trace {
  std::string property;                ///< its name, or that of a built-in one
  std::string message;                 ///< one line: what went wrong
  std::string place;                   ///< file:line of the property or of the failing statement
  Explanation explanation;
  checker::Path path;
  std::vector<std::string> threads;    ///< names, in order of instance
  std::vector<Event> initial;          ///< what init and the threads' beginnings did
  std::vector<TraceStep> steps;
  std::vector<std::pair<std::string, std::string>> final_state;  ///< each variable and where each thread stands
};

}  // namespace pagerace::traces
