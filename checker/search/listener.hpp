// What may be told of a search while it runs.
#pragma once

#include <cstdint>

#include "checker/execute/interpreter.hpp"

namespace pagerace::checker {

/// Hides what it does not want to hear about: derive from it and define the others. Calls come in the order in which
/// a breadth-first search on one thread makes them, so they are the same in every run. Not virtual: the search is
/// compiled for its listener. Pointers are valid during the call only.
struct Listener {
  void start(const Successor&) {}       ///< a way to start; it may fail
  void found(const Word* /*state*/) {}  ///< a new state, after the step or start that leads to it
  void expand(const Word* /*state*/, std::uint32_t /*depth*/) {}    ///< the steps from here follow
  void step(const Successor&) {}                                    ///< it may fail; its state need not be new
  void expanded(const Word* /*state*/, std::uint64_t /*steps*/) {}  ///< those were all of them
  bool wants_stop() const { return false; }                         ///< asked after each state
};

}  // namespace pagerace::checker
