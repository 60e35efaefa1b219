// What one thread of a search works with. Plain data: the search fills it in, and native code, compiled at run time by
// perhaps another compiler, works on it.
#pragma once

#include <cstdint>

#include "checker/step/savings.hpp"
#include "checker/step/transition.hpp"

namespace pagerace::checker {

/// Something that is asked about each new state until it is answered: a clause of a property, or the left side of an
/// implication in one (checker/step/formula_queries.hpp). It is answered by a state where its predicate is `answer`,
/// and only states in which all threads are done are asked where `at_end` is set.
struct PredicateQuery {
  bool answer = true;
  bool at_end = false;
};

/// The host is the search; its functions are called with `host` first, from the worker's own thread.
struct Worker {
  // Given for each level.
  const PredicateQuery* queries = nullptr;
  const std::uint32_t* undecided = nullptr;  ///< those not yet answered, ascending
  std::uint32_t undecided_count = 0;
  partial_order::Mode reduction;  ///< of all workers alike

  // Where new states are written, and how to get more room there: false if there is none.
  Word* out = nullptr;
  Word* out_end = nullptr;
  void* host = nullptr;
  bool (*more_room)(void* host) = nullptr;

  // What is noticed. Of what is told several times within a level, the search keeps the least.
  void (*answered)(void* host, std::uint32_t query, const Word* state) = nullptr;
  void (*failed)(void* host, const Word* source,
                 const Transition& transition) = nullptr;  ///< it fails or reports something
  void (*stuck)(void* host, const Word* state) = nullptr;  ///< no step leads on, and not all threads are done

  // Counted since the search began.
  std::uint64_t states = 0;        ///< new ones, that this worker wrote
  std::uint64_t transitions = 0;   ///< out of the states of finished chunks
  bool met_end = false;            ///< all threads were done in some new state that was asked something
  partial_order::Savings savings;  ///< of finished chunks
};

}  // namespace pagerace::checker
