// The interpreter as the engine of a search: what expand() asks for (checker/search/expand.hpp).
#pragma once

#include <cstdint>

#include "checker/execute/interpreter.hpp"

namespace pagerace::checker {

/// One for each thread of a search. The system must outlive it and stay where it is.
class InterpreterEngine {
 public:
  explicit InterpreterEngine(const system::TransitionSystem& system)
      : interpreter_(system), words_(system.words), threads_(static_cast<std::uint32_t>(system.instances.size())) {}

  std::uint32_t words() const { return words_; }
  std::uint32_t threads() const { return threads_; }

  /// Calls sink(const Transition&) for every start, choices ascending.
  template <class Sink>
  void starts(Sink&& sink) {
    interpreter_.starts(sink);
  }

  /// Calls sink(const Transition&) for every step of one thread, choices ascending.
  template <class Sink>
  void steps(const Word* state, std::uint32_t thread, Sink&& sink) {
    interpreter_.steps(state, thread, sink);
  }
  /// The same; and adds to the footprint what all attempts read and write.
  template <class Sink>
  void steps(const Word* state, std::uint32_t thread, Sink&& sink, Footprint& footprint) {
    interpreter_.steps(state, thread, sink, footprint);
  }

  /// Whether a formula of queries_of(system) is true.
  bool holds(std::uint32_t query, const Word* state) { return interpreter_.holds(query, state); }
  bool all_done(const Word* state) const { return interpreter_.all_done(state); }

  const Coverage& coverage() const { return interpreter_.coverage(); }

 private:
  Interpreter interpreter_;
  std::uint32_t words_ = 0, threads_ = 0;
};

}  // namespace pagerace::checker
