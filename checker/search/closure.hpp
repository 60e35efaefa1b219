// The states that can be reached from one state, for what is asked of single executions.
#pragma once

#include <cstdint>
#include <functional>

#include "checker/execute/interpreter.hpp"
#include "checker/search/state_index.hpp"
#include "model/system/components.hpp"

namespace pagerace::checker {

/// States are numbered in breadth-first order; `from` is 0.
struct Closure {
  StateIndex states;
  system::GraphEdges edges;
  bool is_whole = false;  ///< all states and edges are there
  bool has_end = false;   ///< in one of the states, all threads that are no daemons have finished
  bool is_stuck = false;  ///< in one of the states, no thread can move
};

/// Expands at most `most` states, without any reduction. `goes_on` is asked about each step; with false, the closure
/// ends there and is not whole.
Closure closure_of(Interpreter& interpreter, const Word* from, std::uint64_t most,
                   const std::function<bool(const Transition&)>& goes_on);

}  // namespace pagerace::checker
