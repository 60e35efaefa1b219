// The data that one thread of a search works with. Plain data: the search fills it in, and native code works on it,
// compiled at run time and perhaps by another compiler.
#pragma once

#include <cstdint>

#include "checker/step/ranking.hpp"
#include "checker/step/savings.hpp"
#include "checker/step/transition.hpp"

namespace pagerace::checker {

/// A query that is evaluated in each new state until it is answered: a clause of a property, or the left side of an
/// implication in one (checker/step/formula_queries.hpp). A state answers it if its predicate has the value `answer`
/// there. If `at_end` is set, it is evaluated only in states in which all threads are done. If `of_steps` is set, it is
/// evaluated for each step instead, in the state before and the one after; and in a state in which a run ends, which
/// then stays as it is.
struct PredicateQuery {
  bool answer = true;
  bool at_end = false;
  bool of_steps = false;
};

/// The host is the search. Its functions get `host` as their first argument and are called on the worker's own thread.
struct Worker {
  // Set for each level.
  const PredicateQuery* queries = nullptr;
  const std::uint32_t* undecided = nullptr;  ///< the queries about states not yet answered, ascending
  std::uint32_t undecided_count = 0;
  const std::uint32_t* undecided_of_steps = nullptr;  ///< those about steps
  std::uint32_t undecided_of_steps_count = 0;
  partial_order::Mode reduction;     ///< the same for all workers
  const Ranking* ranking = nullptr;  ///< null: nobody asks for states that do not descend

  // Where new states are written. more_room() makes more room there; it returns false if there is none.
  Word* out = nullptr;
  Word* out_end = nullptr;
  void* host = nullptr;
  bool (*more_room)(void* host) = nullptr;

  /// Called now and then inside of steps that take long. If it returns true, the chunk is given up, as if there were no
  /// room for its successors.
  bool (*interrupted)(void* host) = nullptr;

  // Observations. If the same kind is reported several times within a level, the search keeps the least.
  void (*answered)(void* host, std::uint32_t query, const Word* state) = nullptr;
  void (*answered_by_step)(void* host, std::uint32_t query, const Word* source, const Transition& transition) = nullptr;
  void (*failed)(void* host, const Word* source,
                 const Transition& transition) = nullptr;  ///< the step fails or reports something
  void (*stuck)(void* host, const Word* state) = nullptr;  ///< the state has no successor, but not all threads are done
  /// Of the successors of the state none has a smaller rank, no step from it fails, and not all threads are done.
  void (*not_descending)(void* host, const Word* state) = nullptr;

  // Counted since the search began.
  std::uint64_t states = 0;        ///< new states that this worker wrote
  std::uint64_t transitions = 0;   ///< transitions out of the states of finished chunks
  bool met_end = false;            ///< all threads were done in some new state while a query was undecided
  partial_order::Savings savings;  ///< in finished chunks
};

}  // namespace pagerace::checker
